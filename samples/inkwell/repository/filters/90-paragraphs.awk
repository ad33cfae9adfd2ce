# Wraps what no other filter has finished into paragraphs.
function close_paragraph() { if (open) print "</p>"; open = 0 }
/^[<\001]/ { close_paragraph(); print; next }
/^$/       { close_paragraph(); next }
           { if (!open) print "<p>"; open = 1; print }
END        { close_paragraph() }
