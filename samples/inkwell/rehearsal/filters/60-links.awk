# Turns [text](address) into a link.
/^[<\001]/ { print; next }
{
    while (match($0, /\[[^]]+\]\([^) ]+\)/)) {
        link = substr($0, RSTART + 1, RLENGTH - 2)
        middle = index(link, "](")
        $0 = substr($0, 1, RSTART - 1) \
            "<a href=\"" substr(link, middle + 2) "\">" substr(link, 1, middle - 1) "</a>" \
            substr($0, RSTART + RLENGTH)
    }
    print
}
