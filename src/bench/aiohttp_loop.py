"""Sends each line of a file, 64 in flight: aiohttp_loop.py URL FILE."""

import asyncio
import sys

import aiohttp


async def main(url, path):
    created = 0
    lines = iter(open(path, "rb"))
    connector = aiohttp.TCPConnector(limit=64)
    headers = {"Content-Type": "application/json", "Authorization": "Bearer key"}
    async with aiohttp.ClientSession(connector=connector, headers=headers) as session:

        async def work():
            nonlocal created
            for line in lines:
                async with session.post(url, data=line) as answer:
                    await answer.read()
                    created += answer.status == 201

        await asyncio.gather(*(work() for _ in range(64)))
    return created


print(asyncio.run(main(*sys.argv[1:])))
