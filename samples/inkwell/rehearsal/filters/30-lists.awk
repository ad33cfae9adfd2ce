# Turns lines that start with a dash into a list.
function close_list() { if (open) print "</ul>"; open = 0 }
/^- / {
    if (!open) print "<ul>"
    open = 1
    print "<li>"
    print substr($0, 3)
    print "</li>"
    next
}
    { close_list(); print }
END { close_list() }
