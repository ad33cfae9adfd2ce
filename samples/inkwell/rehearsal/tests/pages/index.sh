grep -q '<a href="welcome.html">Welcome</a>' "$1/index.html" &&
    ! grep -q 'plans.html' "$1/index.html" &&
    [ ! -f "$1/plans.html" ]
