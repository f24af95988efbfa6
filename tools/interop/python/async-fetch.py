"""Objects that the service fetches: from a URL, in the background."""

import base64
import hashlib
import http.server
import threading
import time

from kit import same

BYTES = b"fetched " * 10000


class Source(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/x-fetched")
        self.send_header("Content-Length", str(len(BYTES)))
        self.end_headers()
        self.wfile.write(BYTES)

    def log_message(self, *_):
        pass


def drive(kit):
    # Without a domain the SDK asks port 80 of the same host.
    client = kit.client_with(Domain=f"{kit.region}.migration.myqcloud.com:{kit.setting['port']}")
    source = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Source)
    threading.Thread(target=source.serve_forever, daemon=True).start()

    def ended(**task):
        answer = client.put_async_fetch_task(Bucket=kit.bucket, FetchTaskConfiguration=task)
        same([answer["code"], answer["message"]], [0, "SUCCESS"])
        for _ in range(600):
            state = client.get_async_fetch_task(Bucket=kit.bucket, TaskId=answer["data"]["taskid"])
            if state["data"]["percent"] == 100 or state["data"]["status"] == "TASK_FAILED":
                return state["data"]
            time.sleep(0.05)
        raise AssertionError("The task did not end.")

    @kit.check("has an object fetched")
    def _():
        md5 = base64.b64encode(hashlib.md5(BYTES).digest()).decode()
        same(ended(Url=f"http://127.0.0.1:{source.server_port}/a", Key="fetched ä", MD5=md5)["percent"], 100)
        answer = kit.client.get_object(Bucket=kit.bucket, Key="fetched ä")
        same(answer["Body"].get_raw_stream().read(), BYTES)
        same(answer["Content-Type"], "text/x-fetched")

    @kit.check("learns why a task failed")
    def _():
        state = ended(Url=f"http://127.0.0.1:{source.server_port}/a", Key="wrong", MD5="0" * 32)
        same([state["status"], state["code"]], ["TASK_FAILED", "BadDigest"])

    @kit.check("asks for a task that is not there")
    def _():
        # The SDK hands the errors of this service on as they are.
        answer = client.get_async_fetch_task(Bucket=kit.bucket, TaskId="bm9uZQ==")
        same(answer["code"], 404)
        same("NoSuchTask" in answer["message"] and answer["request_id"] != "", True)

    source.shutdown()
