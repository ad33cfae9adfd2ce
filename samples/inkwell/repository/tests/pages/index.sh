grep -q '<a href="welcome.html">Welcome</a>' "$1/index.html"
