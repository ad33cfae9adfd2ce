# Where all pages are, for search engines; drafts left out.
echo '<?xml version="1.0" encoding="utf-8"?>'
echo '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
echo "<url><loc>$url/index.html</loc></url>"
for post in "$1"/*.md; do
    grep -q '^Draft: yes' "$post" && continue
    echo "<url><loc>$url/$(basename "$post" .md).html</loc></url>"
done
echo "</urlset>"
