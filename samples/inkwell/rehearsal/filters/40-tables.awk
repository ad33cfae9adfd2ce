# Turns lines between pipes into a table: the first is its head, the line of dashes below it is dropped.
function close_table() { if (rows) print "</table>"; rows = 0 }
function row(tag,    cells, n, i, line) {
    sub(/^\| */, ""); sub(/ *\|$/, "")
    n = split($0, cells, / *\| */)
    line = "<tr>"
    for (i = 1; i <= n; i++) line = line "<" tag ">" cells[i] "</" tag ">"
    print line "</tr>"
}
/^\|[-| :]*\|$/ && rows == 1 { rows++; next }
/^\|.*\|$/ {
    if (!rows) print "<table>"
    row(rows++ ? "td" : "th")
    next
}
    { close_table(); print }
END { close_table() }
