# Turns **text** into strong and *text* into emphasised text.
/^[<\001]/ { print; next }
{
    if (match($0, /\*\*.*\*\*/))
        $0 = substr($0, 1, RSTART - 1) "<strong>" substr($0, RSTART + 2, RLENGTH - 4) "</strong>" substr($0, RSTART + RLENGTH)
    if (match($0, /\*.*\*/))
        $0 = substr($0, 1, RSTART - 1) "<em>" substr($0, RSTART + 1, RLENGTH - 2) "</em>" substr($0, RSTART + RLENGTH)
    print
}
