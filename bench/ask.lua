-- wrk: asks for the path that ASK names with each code of the file CODES in turn in the place of {code}, and prints one line of figures for the shell.
local path = assert(os.getenv("ASK"))
local codes = {}
for line in io.lines(assert(os.getenv("CODES"))) do
  codes[#codes + 1] = line
end
local headers = { Accept = "application/fhir+json" }
local at = 0

function request()
  at = at % #codes + 1
  return wrk.format("GET", (path:gsub("{code}", codes[at])), headers)
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("csv %.1f,%.2f,%.2f,%d\n",
    summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
