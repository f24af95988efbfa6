"""Live channels and playlists of what they recorded."""

import time

from kit import same


def drive(kit):
    check, client, bucket = kit.check, kit.client, kit.bucket

    @check("makes a channel and reads it")
    def _():
        target = {"Type": "HLS", "FragDuration": "3", "FragCount": "5"}
        made = client.put_live_channel(
            Bucket=bucket, ChannelName="ch", LiveChannelConfiguration={"Description": "d", "Switch": "Enabled", "Target": target}
        )
        publish = f"rtmp://{bucket}.cos.{kit.region}.myqcloud.com/live/ch"
        same(made["PublishUrls"]["Url"].split("?")[0], publish)
        read = client.get_live_channel_info(Bucket=bucket, ChannelName="ch")
        same([read["Description"], read["Target"]["FragCount"], read["Target"]["PlaylistName"]], ["d", "5", "playlist.m3u8"])
        same(read["Target"]["PublishUrls"]["Url"], publish)

    @check("is told that nobody pushes, or may")
    def _():
        status = lambda: client.get_live_channel_status(Bucket=bucket, ChannelName="ch")["Status"]
        same(status(), "Idle")
        client.put_live_channel_switch(Bucket=bucket, ChannelName="ch", Switch="disabled")
        same(status(), "Disabled")
        same("LiveRecord" in (client.get_live_channel_history(Bucket=bucket, ChannelName="ch") or {}), False)

    @check("lists channels")
    def _():
        listed = client.list_live_channel(Bucket=bucket, Prefix="c")
        same([channel["Name"] for channel in listed["LiveChannel"]], ["ch"])

    @check("makes a playlist of what was recorded, and stores it")
    def _():
        client.put_object(Bucket=bucket, Key="ch/1.ts", Body=b"x")
        now = int(time.time())
        period = {"StartTime": now - 3600, "EndTime": now + 3600}
        same(b"ch/1.ts" in client.get_vod_playlist(Bucket=bucket, ChannelName="ch", **period), True)
        client.post_vod_playlist(Bucket=bucket, ChannelName="ch", PlaylistName="all.m3u8", **period)
        same("1.ts" in kit.read(bucket, "ch/all.m3u8").decode().split("\n"), True)

    @check("deletes a channel")
    def _():
        client.delete_live_channel(Bucket=bucket, ChannelName="ch")
        same(client.list_live_channel(Bucket=bucket).get("LiveChannel"), None)
