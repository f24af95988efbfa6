"""An object of our client: in ranges, under conditions, with other headers; and whether it is there."""

from kit import refused, same

CONTENT = b"bytes to be read: a"
BEFORE, LATER = "Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 01 Jan 2100 00:00:00 GMT"


def drive(kit):
    check, client, bucket = kit.check, kit.client, kit.bucket

    def get(**options):
        return client.get_object(Bucket=bucket, Key="text", **options)

    def text(**options):
        return get(**options)["Body"].get_raw_stream().read()

    etag = client.head_object(Bucket=bucket, Key="text")["ETag"]
    size = len(CONTENT)

    for wanted, first, end in (("0-0", 0, 1), ("6-", 6, size), ("-4", size - 4, size), ("3-1000000", 3, size)):

        @check(f"reads {wanted}")
        def _():
            answer = get(Range=f"bytes={wanted}")
            same(answer["Body"].get_raw_stream().read(), CONTENT[first:end])
            same(answer["Content-Range"], f"bytes {first}-{end - 1}/{size}")

    @check("is refused a range behind the end")
    def _():
        same(refused(lambda: get(Range=f"bytes={size}-")), [416, "InvalidRange"])

    @check("reads under conditions that hold")
    def _():
        for condition in ({"IfMatch": etag}, {"IfNoneMatch": '"other"'}, {"IfModifiedSince": BEFORE}, {"IfUnmodifiedSince": LATER}):
            same(text(**condition), CONTENT)

    @check("reads nothing under conditions that do not hold")
    def _():
        same(refused(lambda: get(IfMatch='"other"')), [412, "PreconditionFailed"])
        same(refused(lambda: get(IfUnmodifiedSince=BEFORE)), [412, "PreconditionFailed"])
        # It takes 304 for a success. Of a GET it then wants a Content-Length, which no source shows in that answer.
        for condition in ({"IfNoneMatch": etag}, {"IfModifiedSince": LATER}):
            same(client.head_object(Bucket=bucket, Key="text", **condition)["Content-Length"], "0")

    @check("asks for other headers")
    def _():
        other = {
            "ResponseContentType": "text/x-other",
            "ResponseContentLanguage": "de",
            "ResponseExpires": LATER,
            "ResponseCacheControl": "no-store",
            "ResponseContentDisposition": 'attachment; filename="a b.txt"',
            "ResponseContentEncoding": "identity",
        }
        answer = get(**other)
        same([answer["Content-Type"], answer["Content-Language"], answer["Expires"]], ["text/x-other", "de", LATER])
        same([answer["Cache-Control"], answer["Content-Encoding"]], ["no-store", "identity"])
        same(answer["Content-Disposition"], other["ResponseContentDisposition"])

    @check("sees the headers our client stored")
    def _():
        head = client.head_object(Bucket=bucket, Key="text")
        same([head["Cache-Control"], head["Content-Disposition"], head["x-cos-meta-owner"]], ["max-age=60", "inline", "ada"])

    @check("asks whether it is there")
    def _():
        same([client.object_exists(bucket, key) for key in ("text", "none")], [True, False])
        same([client.bucket_exists(name) for name in (bucket, f"none-{bucket}")], [True, False])
