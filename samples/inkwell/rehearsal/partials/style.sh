# A few lines of style, inside the page, so that a page is one file.
cat <<END
<style>
body { margin: 0 auto; max-width: 40rem; padding: 1rem; font: 1.1rem/1.5 Georgia, serif; }
nav a, nav b { margin-right: 1rem; }
pre { overflow-x: auto; background: #f4f4f0; padding: 0.5rem; }
td, th { padding: 0.2rem 1rem 0.2rem 0; text-align: left; }
</style>
END
