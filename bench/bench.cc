// Speed of the native engine: unspin_bench MODEL TEXT [SECONDS] prints one JSON line, read by bench.mjs.
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "cli/files.h"
#include "engine/engine.h"

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: unspin_bench MODEL TEXT [SECONDS]\n");
    return 2;
  }
  const auto model = unspin::cli::read_file(argv[1]);
  const auto text = unspin::cli::read_file(argv[2]);
  if (!model || !text) {
    std::fprintf(stderr, "unspin_bench: %s\n", (model ? text : model).error().message.c_str());
    return 2;
  }
  const auto load_start = Clock::now();
  const auto engine = unspin::Engine::load(unspin::as_bytes(model.value()));
  const double load_seconds = seconds_since(load_start);
  if (!engine) {
    std::fprintf(stderr, "unspin_bench: %s\n", engine.error().message.c_str());
    return 2;
  }
  const double wanted = argc > 3 ? std::atof(argv[3]) : 3;
  double words = 0;
  std::size_t findings = 0;
  const auto start = Clock::now();
  while (seconds_since(start) < wanted) {
    const auto analysis = engine.value().analyse(text.value(), {});
    words += static_cast<double>(analysis.words);
    findings = analysis.findings.size();
  }
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("{\"wordsPerSecond\":%.0f,\"loadMs\":%.1f,\"peakMemoryKb\":%ld,\"findings\":%zu}\n",
              words / seconds_since(start), load_seconds * 1000, usage.ru_maxrss, findings);
  return 0;
}
