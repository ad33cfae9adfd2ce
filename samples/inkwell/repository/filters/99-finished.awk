# Takes the marks off finished lines. Last of all.
{ sub(/^\001/, ""); print }
