cos mb cos://tour-1250000000
echo 'Hello, COS!' > hello.txt
cos cp hello.txt cos://tour-1250000000/notes/
cos ls cos://tour-1250000000/notes/
cos du cos://tour-1250000000
cos tag cos://tour-1250000000/notes/hello.txt team=web
cos cat cos://tour-1250000000/notes/hello.txt
cos stat --json cos://tour-1250000000/notes/hello.txt
curl --silent --fail "$(cos presign cos://tour-1250000000/notes/hello.txt)"
cos cp -r cos://tour-1250000000/ back
cos rm -r --force cos://tour-1250000000/
cos rb cos://tour-1250000000
