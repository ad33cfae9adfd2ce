grep -q '<h2>guide</h2>' "$1/tags.html" &&
    [ "$(grep -c '<li><a href="writing.html">' "$1/tags.html")" -eq 2 ] &&
    ! grep -q 'plans.html' "$1/tags.html"
