// The built program, run as a user runs it.
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "catch.h"
#include "tiny_model.h"

namespace unspin {
namespace {

namespace fs = std::filesystem;

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void write(const fs::path& path, const std::string& content) {
  std::ofstream file(path, std::ios::binary);
  file << content;
  REQUIRE(file.good());
}

struct Outcome {
  int status = -1;
  std::string out;
  std::string err;
};

// A folder of its own with a model in it, removed at the end of the test.
class Workplace {
 public:
  Workplace() {
    std::string name = (fs::temp_directory_path() / "unspin-cli-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    folder_ = name;
    write(model(), test::TinyModel::instance().file());
  }
  ~Workplace() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  Workplace(const Workplace&) = delete;
  Workplace& operator=(const Workplace&) = delete;

  [[nodiscard]] fs::path path(const std::string& name) const { return folder_ / name; }
  [[nodiscard]] fs::path model() const { return path("tiny.model"); }

  // Runs the program with the tiny model as its default.
  [[nodiscard]] Outcome run(const std::string& arguments, const std::string& input = "") const {
    return run_with("UNSPIN_MODEL='" + model().string() + "'", arguments, input);
  }
  [[nodiscard]] Outcome run_with(const std::string& environment, const std::string& arguments,
                                 const std::string& input = "") const {
    write(path("in"), input);
    const std::string command =
        "cd '" + folder_.string() + "' && " + environment + " '" UNSPIN_PROGRAM "' " + arguments + " < in > out 2> err";
    const int status = std::system(command.c_str());
    Outcome outcome;
    outcome.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    outcome.out = read(path("out"));
    outcome.err = read(path("err"));
    return outcome;
  }

 private:
  fs::path folder_;
};

// Status 2, nothing on standard output, one line on standard error.
void check_failure(const Outcome& outcome, std::string_view part) {
  CHECK(outcome.status == 2);
  CHECK(outcome.out.empty());
  INFO(outcome.err);
  CHECK(outcome.err.starts_with("unspin: "));
  CHECK(contains(outcome.err, part));
  CHECK(outcome.err.find('\n') == outcome.err.size() - 1);
}

const std::string kSpun =
    "The mayor mentioned on Tuesday that the town corridor would stay closed subsequent week. She mentioned the "
    "metropolis "
    "was ready to assist individuals whose residences were damaged by the storm.\n";
const std::string kOriginal =
    "The mayor said on Tuesday that the town hall would stay closed next week. She said the city "
    "was ready to help people whose houses were damaged by the storm.\n";

TEST_CASE("--version prints the version", "[cli]") {
  const Workplace workplace;
  const Outcome outcome = workplace.run("--version");
  CHECK(outcome.status == 0);
  CHECK(outcome.out == "unspin " UNSPIN_VERSION "\n");
  CHECK(outcome.err.empty());
}

TEST_CASE("--help lists the commands and their options", "[cli]") {
  const Workplace workplace;
  const Outcome outcome = workplace.run("--help");
  CHECK(outcome.status == 0);
  CHECK(contains(outcome.out, "analyse"));
  CHECK(contains(outcome.out, "restore"));
  const Outcome analyse = workplace.run("analyse --help");
  CHECK(analyse.status == 0);
  for (const char* option : {"FILE", "--format", "--model", "--threshold", "--max-suggestions"}) {
    CHECK(contains(analyse.out, option));
  }
  const Outcome restore = workplace.run("restore --help");
  CHECK(restore.status == 0);
  CHECK(contains(restore.out, "--threshold"));
}

TEST_CASE("analyse prints the JSON report of standard input", "[cli]") {
  const Workplace workplace;
  for (const char* arguments : {"analyse", "analyse -", "analyse --format json", "analyse --model tiny.model -"}) {
    INFO(arguments);
    const Outcome outcome = workplace.run(arguments, kSpun);
    CHECK(outcome.status == 0);
    CHECK(outcome.err.empty());
    const auto report = nlohmann::json::parse(outcome.out, nullptr, false);
    REQUIRE(report.is_object());
    CHECK(report["schema"] == 1);
    CHECK(report["model"]["name"] == "tiny");
    CHECK(report["document"]["verdict"] == "spun");
    REQUIRE_FALSE(report["findings"].empty());
    CHECK(report["findings"][0]["text"] == "mentioned");
    CHECK(report["findings"][0]["start"] == 10);
    CHECK(report["findings"][0]["suggestions"][0]["text"] == "said");
    CHECK(outcome.out.ends_with("}\n"));
  }
}

TEST_CASE("a file is read like standard input", "[cli]") {
  const Workplace workplace;
  write(workplace.path("article.txt"), kSpun);
  CHECK(workplace.run("restore article.txt").out == kOriginal);
  CHECK(workplace.run("analyse article.txt").out == workplace.run("analyse", kSpun).out);
}

TEST_CASE("analyse --format text marks the findings in the text", "[cli]") {
  const Workplace workplace;
  const Outcome outcome = workplace.run("analyse --format text", "[ad_1]\n" + kSpun);
  CHECK(outcome.status == 0);
  CHECK(contains(outcome.out, "The mayor [-mentioned-]{+said+} on Tuesday"));
  CHECK(contains(outcome.out, "[-town corridor-]{+town hall+}"));
  CHECK(contains(outcome.out, "[-[ad_1]\n-]The"));
  CHECK(contains(outcome.out, "spun"));
  CHECK(contains(outcome.out, " words, "));
  CHECK_FALSE(contains(outcome.out, "\x1b["));
}

TEST_CASE("restore prints the restored text and nothing else", "[cli]") {
  const Workplace workplace;
  const Outcome outcome = workplace.run("restore", kSpun);
  CHECK(outcome.status == 0);
  CHECK(outcome.out == kOriginal);
  CHECK(outcome.err.empty());
}

TEST_CASE("restore returns a text without findings byte for byte", "[cli]") {
  const Workplace workplace;
  for (const std::string& text : {std::string(), std::string("\n"), std::string("No line break at the end"),
                                  std::string("\r\nCRLF\r\n\r\n"), std::string("\xEF\xBB\xBFwith a mark\n"),
                                  std::string("invalid \xFF\xC3 bytes\n"), std::string("NUL \0 byte", 10), kOriginal}) {
    const Outcome outcome = workplace.run("restore", text);
    CHECK(outcome.status == 0);
    CHECK(outcome.out == text);
  }
}

TEST_CASE("--threshold and --max-suggestions steer the report", "[cli]") {
  const Workplace workplace;
  const std::string text = kSpun + "The youngsters walked to the school.\n";
  const auto report =
      nlohmann::json::parse(workplace.run("analyse --threshold 0.25 --max-suggestions 1", text).out, nullptr, false);
  REQUIRE(report.is_object());
  CHECK(report["document"]["threshold"] == 0.25);
  for (const auto& finding : report["findings"]) CHECK(finding["suggestions"].size() == 1);
  const Outcome strict = workplace.run("restore --threshold 1", "A {photograph}.\n");
  CHECK(strict.status == 0);
  CHECK(strict.out == "A {photograph}.\n");
}

TEST_CASE("bad arguments are refused in one line", "[cli]") {
  const Workplace workplace;
  check_failure(workplace.run(""), "subcommand");
  check_failure(workplace.run("--no-such-option"), "--help");
  check_failure(workplace.run("analyse --no-such-option"), "--no-such-option");
  check_failure(workplace.run("analyze"), "analyze");
  check_failure(workplace.run("--bogus"), "--bogus");
  check_failure(workplace.run("analyse --format xml"), "xml");
  check_failure(workplace.run("analyse --threshold 2"), "--threshold");
  check_failure(workplace.run("analyse --threshold high"), "--threshold");
  check_failure(workplace.run("analyse --max-suggestions 0"), "--max-suggestions");
  check_failure(workplace.run("restore --format text"), "--format");
  check_failure(workplace.run("restore --model"), "--model");
  check_failure(workplace.run("restore one two"), "two");
}

TEST_CASE("a missing or damaged model is refused in one line", "[cli]") {
  const Workplace workplace;
  check_failure(workplace.run("analyse --model no-such.model", kSpun), "no-such.model");
  check_failure(workplace.run_with("UNSPIN_MODEL=no-such.model", "analyse", kSpun), "no-such.model");
  const std::string file = read(workplace.model());
  write(workplace.path("cut.model"), file.substr(0, file.size() / 2));
  check_failure(workplace.run("analyse --model cut.model", kSpun), "damaged");
  std::string flipped = file;
  flipped[file.size() / 2] = static_cast<char>(flipped[file.size() / 2] ^ 1);
  write(workplace.path("flipped.model"), flipped);
  check_failure(workplace.run("restore --model flipped.model", kSpun), "checksum");
  write(workplace.path("empty.model"), "");
  check_failure(workplace.run("analyse --model empty.model", kSpun), "not an Unspin model file");
  check_failure(workplace.run("analyse --model .", kSpun), "Cannot read");
}

TEST_CASE("input that cannot be read is refused in one line", "[cli]") {
  const Workplace workplace;
  check_failure(workplace.run("analyse no-such-article.txt"), "no-such-article.txt");
  check_failure(workplace.run("restore ."), "Cannot read .");
}

TEST_CASE("the model named on the command line goes before that of the environment", "[cli]") {
  const Workplace workplace;
  CHECK(workplace.run_with("UNSPIN_MODEL=no-such.model", "restore --model tiny.model", kSpun).out == kOriginal);
}

TEST_CASE("a result that cannot be written is a failure", "[cli]") {
  if (access("/dev/full", W_OK) != 0) return;
  const Workplace workplace;
  write(workplace.path("article.txt"), kSpun);
  const std::string command = "cd '" + workplace.model().parent_path().string() +
                              "' && '" UNSPIN_PROGRAM "' restore --model tiny.model article.txt > /dev/full 2> err";
  const int status = std::system(command.c_str());
  REQUIRE(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 2);
  CHECK(contains(read(workplace.path("err")), "Cannot write"));
}

}  // namespace
}  // namespace unspin
