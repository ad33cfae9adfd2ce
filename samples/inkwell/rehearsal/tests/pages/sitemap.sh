[ "$(grep -c '<loc>' "$1/sitemap.xml")" -eq 3 ] && ! grep -q 'plans.html' "$1/sitemap.xml"
