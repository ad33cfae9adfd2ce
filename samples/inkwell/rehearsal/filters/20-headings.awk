# Turns one to six # and a space into a heading.
/^######? |^#### |^### |^## |^# / {
    match($0, /^#+/)
    level = RLENGTH
    printf "<h%d>%s</h%d>\n", level, substr($0, level + 2), level
    next
}
{ print }
