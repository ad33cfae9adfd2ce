# Keeps what stands between ``` as it is, and marks it as finished.
/^```/ {
    print open ? "</code></pre>" : "<pre><code>"
    open = !open
    next
}
open { print "\001" $0; next }
     { print }
