# Links to the posts; drafts are left out, and the post one is on is no link.
echo "<nav>"
for post in "$1"/*.md; do
    grep -q '^Draft: yes' "$post" && continue
    name=$(sed -n 's/^Title: *//p' "$post" | head -n 1)
    if [ "$post" = "$2" ]; then
        echo "<b>$name</b>"
    else
        printf '<a href="%s.html">%s</a>\n' "$(basename "$post" .md)" "$name"
    fi
done
echo "</nav>"
