"""Sends each line of a file and waits for its answer before the next, as the vendor's documentation shows: one_by_one.py URL FILE."""

import sys

import httpx

unknown = 0
headers = {"Content-Type": "application/json", "Authorization": "Bearer sandbox"}
with httpx.Client(headers=headers, timeout=60) as client, open(sys.argv[2], "rb") as lines:
    for line in lines:
        try:
            client.post(sys.argv[1], content=line).raise_for_status()
        except httpx.HTTPError:
            unknown += 1
print(unknown)
