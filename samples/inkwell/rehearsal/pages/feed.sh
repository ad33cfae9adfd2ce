# The posts as an Atom feed, drafts left out.
cat <<END
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<title>$title</title>
<id>$url/</id>
END
for post in "$1"/*.md; do
    grep -q '^Draft: yes' "$post" && continue
    name=$(basename "$post" .md)
    cat <<END
<entry>
<title>$(sed -n 's/^Title: *//p' "$post" | head -n 1)</title>
<id>$url/$name.html</id>
<link href="$url/$name.html"/>
<updated>$(sed -n 's/^Date: *//p' "$post" | head -n 1)T00:00:00Z</updated>
</entry>
END
done
echo "</feed>"
