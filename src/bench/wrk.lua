wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer key"
wrk.body = '{"completion_id":"0643fedf-e3f7-3500-9ee2-f95b68fbee5e","metric":"helpful","value":4.5,"details":"clear and short"}'
