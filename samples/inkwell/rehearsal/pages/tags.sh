# The posts by tag; drafts left out.
for tag in $(sed -n 's/^Tags: *//p' "$1"/*.md | tr ' ' '\n' | sort -u); do
    echo "<h2>$tag</h2>"
    echo "<ul>"
    for post in "$1"/*.md; do
        grep -q '^Draft: yes' "$post" && continue
        sed -n 's/^Tags: *//p' "$post" | tr ' ' '\n' | grep -qx "$tag" || continue
        printf '<li><a href="%s.html">%s</a></li>\n' "$(basename "$post" .md)" "$(sed -n 's/^Title: *//p' "$post" | head -n 1)"
    done
    echo "</ul>"
done
