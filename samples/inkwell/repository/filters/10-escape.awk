# Escapes what HTML would misread. First of all, so that later filters may write HTML.
{ gsub(/&/, "\\&amp;"); gsub(/</, "\\&lt;"); gsub(/>/, "\\&gt;"); print }
