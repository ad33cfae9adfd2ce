# All posts, by name.
echo "<ul>"
for post in "$1"/*.md; do
    name=$(basename "$post" .md)
    printf '<li><a href="%s.html">%s</a></li>\n' "$name" "$(sed -n 's/^Title: *//p' "$post" | head -n 1)"
done
echo "</ul>"
