-- wrk: posts the file that BODY names, and prints one line of figures for the shell.
local file = assert(io.open(assert(os.getenv("BODY")), "rb"))
wrk.method = "POST"
wrk.body = file:read("*a")
wrk.headers["Content-Type"] = "application/fhir+json"
wrk.headers["Accept"] = "application/fhir+json"
file:close()

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("csv %.1f,%.2f,%.2f,%d\n",
    summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
