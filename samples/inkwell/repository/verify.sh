#!/bin/sh
# Checks Inkwell as a whole. Prints what is wrong; exits with 0 if nothing is.
set -u
cd "$(dirname "$0")" || exit 1

out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
wrong=0

complain() {
    echo "WRONG: $*"
    wrong=$((wrong + 1))
}

for script in inkwell verify.sh pages/*.sh partials/*.sh tests/pages/*.sh; do
    [ ! -f "$script" ] || sh -n "$script" || complain "$script is no shell script"
done

for filter in filters/*.awk; do
    name=$(basename "$filter" .awk)
    golden=tests/filters/${name#*-}
    if [ ! -f "$golden.in" ] || [ ! -f "$golden.out" ]; then
        complain "$filter has no golden pair $golden.in and $golden.out"
    elif ! awk -f "$filter" "$golden.in" | diff "$golden.out" - >"$out/diff"; then
        complain "$filter does not turn $golden.in into $golden.out:"
        cat "$out/diff"
    fi
done

if ./inkwell build content "$out/site"; then
    . ./site.conf
    for page in $pages; do
        check=tests/pages/${page%.*}.sh
        [ -s "$out/site/$page" ] || complain "the page $page was not built"
        [ -f "$check" ] || complain "the page $page has no check $check"
        [ ! -f "$check" ] || sh "$check" "$out/site" || complain "$check fails"
    done
    ! grep -l '{[a-z]*}' "$out/site"/*.html || complain "a place in the layout was not filled in"
else
    complain "the site does not build"
fi

! grep -rn 'TODO\|FIXME' filters pages partials || complain "work is left undone"
[ "$wrong" -eq 0 ] && echo "all is well"
[ "$wrong" -eq 0 ]
