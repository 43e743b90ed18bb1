-- Replays a list of requests (method, path, authorization, body; tab-separated) round robin, and prints one line of JSON.
local requests, place = {}, 0
for line in io.lines(os.getenv("REQUESTS")) do
  local method, path, authorization, body = line:match("^([^\t]*)\t([^\t]*)\t([^\t]*)\t(.*)$")
  local headers = { Host = "127.0.0.1", authorization = authorization }
  if body ~= "" then headers["content-type"] = "application/json" end
  requests[#requests + 1] = wrk.format(method, path, headers, body ~= "" and body or nil)
end
request = function()
  place = place % #requests + 1
  return requests[place]
end
done = function(summary, latency)
  local e = summary.errors
  print(string.format('{"requests":%d,"microseconds":%d,"errors":%d,"p50":%.3f,"p99":%.3f}', summary.requests, summary.duration,
    e.status + e.read + e.write + e.timeout + e.connect, latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
