"""Queries, as the official SDK reads their answers."""

import gzip

from qcloud_cos import CosServiceError

from kit import same


def drive(kit):
    check, client, bucket = kit.check, kit.client, kit.bucket

    def select(key, expression, read, written, **options):
        answer = client.select_object_content(
            Bucket=bucket,
            Key=key,
            Expression=expression,
            ExpressionType="SQL",
            InputSerialization=read,
            OutputSerialization=written,
            **options,
        )
        return list(answer["Payload"])

    def records(events):
        return b"".join(event["Records"]["Payload"] for event in events if "Records" in event)

    @check("selects from CSV, with figures")
    def _():
        client.put_object(Bucket=bucket, Key="data.csv", Body="name;age\nAda;36\nBob;5\n")
        read = {"CompressionType": "NONE", "CSV": {"FileHeaderInfo": "USE", "FieldDelimiter": ";", "RecordDelimiter": "\\n"}}
        sql = "SELECT COUNT(*), SUM(s.age) FROM COSObject s"
        events = select("data.csv", sql, read, {"CSV": {"RecordDelimiter": "\\n"}}, RequestProgress={"Enabled": "TRUE"})
        same(records(events), b"2,41\n")
        same([list(event)[0] for event in events], ["Progress", "Records", "Stats", "End"])
        same(events[2]["Stats"]["Details"]["BytesReturned"], "5")

    @check("selects from gzipped JSON")
    def _():
        client.put_object(Bucket=bucket, Key="data.json.gz", Body=gzip.compress(b'{"rules":[{"id":1},{"id":2}]}'))
        read = {"CompressionType": "GZIP", "JSON": {"Type": "DOCUMENT"}}
        events = select("data.json.gz", "SELECT id FROM COSObject[*].rules[*] r WHERE r.id > 1", read, {"JSON": {"RecordDelimiter": ";"}})
        same(records(events), b'{"id":2};')

    @check("is told what is wrong with a query")
    def _():
        try:
            select("data.csv", "SELECT FROM", {"CSV": {}}, {"CSV": {}})
        except CosServiceError as error:
            same(error.get_error_code(), "SQLParsingError")
        else:
            raise AssertionError("it was answered")
