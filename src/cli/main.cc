// unspin: the command line. Arguments, files and exit codes only; everything else is the engine's.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "cli/files.h"
#include "cli/terminal.h"
#include "engine/engine.h"

namespace {

constexpr int kFailure = 2;
constexpr std::size_t kLargestInput = std::size_t{1} << 31U;

struct Arguments {
  std::string input = "-";
  std::string model;
  std::string format = "json";
  double threshold = -1;
  std::size_t maximum_suggestions = 5;
  bool assume_spun = false;
};

int fail(const std::string& message) {
  std::fprintf(stderr, "unspin: %s\n", message.c_str());
  return kFailure;
}

// The model given, or $UNSPIN_MODEL, or the one of the source tree this program was built from.
std::string model_path(const Arguments& arguments) {
  if (!arguments.model.empty()) return arguments.model;
  const char* from_environment = std::getenv("UNSPIN_MODEL");
  return from_environment != nullptr ? from_environment : UNSPIN_DEFAULT_MODEL;
}

void write_out(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fflush(stdout);
}

int run(const Arguments& arguments, bool restore) {
  const auto model = unspin::cli::read_file(model_path(arguments));
  if (!model) return fail(model.error().message + " Name the model file with --model.");
  const auto engine = unspin::Engine::load(unspin::as_bytes(model.value()));
  if (!engine) return fail(engine.error().message);
  const auto text = unspin::cli::read_file(arguments.input);
  if (!text) return fail(text.error().message);
  if (text.value().size() >= kLargestInput) return fail("The input is larger than 2 GB. Split it.");

  const unspin::restoration::Options options{arguments.threshold, arguments.maximum_suggestions, arguments.assume_spun};
  const auto analysis = engine.value().analyse(text.value(), options);
  if (restore) {
    write_out(unspin::restoration::restored_text(text.value(), analysis.findings));
  } else if (arguments.format == "text") {
    write_out(unspin::cli::marked_text(text.value(), analysis, isatty(STDOUT_FILENO) == 1));
  } else {
    write_out(unspin::report::to_json(text.value(), analysis, engine.value().model_info(), 1) + "\n");
  }
  return std::ferror(stdout) != 0 ? fail("Cannot write the result.") : 0;
}

// CLI::Range lets NaN through.
std::string not_nan(const std::string& value) {
  return std::isnan(std::strtod(value.c_str(), nullptr)) ? "Value is not a number" : std::string();
}

void add_common_options(CLI::App& command, Arguments& arguments) {
  command.add_option("FILE", arguments.input, "Text to read; - for standard input")->capture_default_str();
  command.add_option("--model", arguments.model, "Model file (default: $UNSPIN_MODEL, then the built-in path)");
  command.add_option("--threshold", arguments.threshold, "Least confidence of a finding (default: the model's)")
      ->check(CLI::Range(0.0, 1.0))
      ->check(not_nan);
  command.add_flag("--assume-spun", arguments.assume_spun, "Look everywhere, also where the text seems genuine");
  command.add_option("--max-suggestions", arguments.maximum_suggestions, "Suggestions per finding")
      ->check(CLI::Range(std::size_t{1}, unspin::kMostSuggestions))
      ->capture_default_str();
}

}  // namespace

int main(int argc, char** argv) {  // NOLINT(bugprone-exception-escape): an exception ends the program
  CLI::App app{"Finds the phrases that an article spinner put into a text and restores the original wording."};
  app.set_version_flag("--version", "unspin " UNSPIN_VERSION);
  app.require_subcommand(1);
  Arguments arguments;
  CLI::App* analyse = app.add_subcommand("analyse", "Print the findings as JSON, or marked in the text");
  add_common_options(*analyse, arguments);
  analyse->add_option("--format", arguments.format, "json or text")
      ->check(CLI::IsMember({"json", "text"}))
      ->capture_default_str();
  CLI::App* restore = app.add_subcommand("restore", "Print the text with the best suggestion of every finding");
  add_common_options(*restore, arguments);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);
    const auto unknown = app.remaining();
    if (!unknown.empty()) return fail("Unknown command or option: " + unknown.front() + ". See unspin --help.");
    return fail(std::string(error.what()) + ". See unspin --help.");
  }
  return run(arguments, restore->parsed());
}
