grep -q '<id>https://inkwell.example/welcome.html</id>' "$1/feed.xml" &&
    grep -q '<updated>2026-01-05T00:00:00Z</updated>' "$1/feed.xml" &&
    ! grep -q 'plans.html' "$1/feed.xml"
