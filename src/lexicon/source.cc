#include "lexicon/source.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "lexicon/strings.h"

namespace unspin::lexicon {
namespace {

constexpr std::string_view kStylePrefix = "style=";
constexpr std::string_view kPlainMarks = " -'.,%&/";

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

bool is_allowed(char c) {
  const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
  return plain || kPlainMarks.find(c) != std::string_view::npos;
}

// Typographic marks would never match: normalised text has the straight ones.
bool has_typographic_mark(std::string_view text) {
  constexpr std::array<std::string_view, 7> kMarks = {"\u2018", "\u2019", "\u201c", "\u201d",
                                                      "\u2010", "\u2011", "\u00a0"};
  return std::any_of(kMarks.begin(), kMarks.end(),
                     [&](std::string_view mark) { return text.find(mark) != std::string_view::npos; });
}

bool has_bad_spacing(std::string_view text) {
  return text.front() == ' ' || text.back() == ' ' || text.find("  ") != std::string_view::npos;
}

// "*" right after a word, at most once.
bool has_bad_head_mark(std::string_view text) {
  const std::size_t star = text.find('*');
  if (star == std::string_view::npos) return false;
  const bool after_word = star > 0 && text[star - 1] != ' ';
  const bool before_space = star + 1 == text.size() || text[star + 1] == ' ';
  return !after_word || !before_space || text.find('*', star + 1) != std::string_view::npos;
}

// What is wrong with the wording of one side, or an empty string.
std::string wording_problem(std::string_view text) {
  if (text.empty()) return "is empty";
  if (has_bad_spacing(text)) return "has a space at an end or two in a row";
  if (has_bad_head_mark(text)) return "has a misplaced \"*\"";
  if (has_typographic_mark(text)) return "has a typographic apostrophe, quotation mark, hyphen or space";
  for (const char c : text) {
    if (is_upper(c)) return "has an upper-case letter";
    if (!is_allowed(c) && c != '*') return std::string("has the character \"") + c + "\"";
  }
  if (split(text, ' ').size() > kMaxPhraseWords) return "has more than six words";
  return {};
}

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (is_upper(c)) c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

class LineParser {
 public:
  LineParser(std::string_view file, ParsedSource& out) : file_(file), out_(out) {}

  void parse(std::string_view line, std::uint32_t number) {
    number_ = number;
    if (line.empty() || line.front() == '#') return;
    const std::vector<std::string_view> fields = split(line, '\t');
    if (fields.size() < 3 || fields.size() > 4) {
      return report("needs 3 or 4 fields separated by tabs, has " + std::to_string(fields.size()));
    }
    Entry entry;
    entry.file = file_;
    entry.line = number;
    if (!parse_original(fields[0], entry) || !parse_part_of_speech(fields[1], entry)) return;
    if (fields.size() == 4 && !parse_style(fields[3], entry)) return;
    parse_replacements(fields[2], entry);
    if (!entry.replacements.empty()) out_.entries.push_back(std::move(entry));
  }

 private:
  void report(std::string reason) {
    out_.problems.push_back({std::string(file_), number_, Severity::error, std::move(reason)});
  }

  bool parse_original(std::string_view field, Entry& entry) {
    const std::string lower = lower_ascii(field);
    const std::string problem = wording_problem(lower);
    if (!problem.empty()) {
      report("original " + quoted(field) + " " + problem);
      return false;
    }
    entry.original = parse_lemma(lower);
    return true;
  }

  bool parse_part_of_speech(std::string_view field, Entry& entry) {
    const auto pos = part_of_speech_named(field);
    if (!pos) {
      report("unknown part of speech " + quoted(field) + "; use n, v, adj, adv or x");
      return false;
    }
    entry.pos = *pos;
    return true;
  }

  bool parse_style(std::string_view field, Entry& entry) {
    const std::string_view name = field.substr(std::min(field.size(), kStylePrefix.size()));
    const bool lower = std::all_of(name.begin(), name.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
    if (!field.starts_with(kStylePrefix) || name.empty() || name.size() > 30 || !lower) {
      report("fourth field " + quoted(field) + " is not style=name");
      return false;
    }
    entry.style = name;
    return true;
  }

  void parse_replacements(std::string_view field, Entry& entry) {
    for (const std::string_view text : split(field, '|')) {
      const std::string problem = wording_problem(text);
      if (!problem.empty()) {
        report("replacement " + quoted(text) + " " + problem);
        continue;
      }
      add_replacement(parse_lemma(text), entry);
    }
  }

  void add_replacement(Lemma lemma, Entry& entry) {
    if (lemma.text == entry.original.text)
      return report("replacement " + quoted(lemma.text) + " is the original itself");
    const bool repeated = std::any_of(entry.replacements.begin(), entry.replacements.end(),
                                      [&](const Lemma& other) { return other.text == lemma.text; });
    if (repeated) return report("replacement " + quoted(lemma.text) + " is repeated");
    entry.replacements.push_back(std::move(lemma));
  }

  std::string_view file_;
  ParsedSource& out_;
  std::uint32_t number_ = 0;
};

// Closed-class words that can be neither side of a rule. Prepositions that spinners do exchange (under, through,
// against) are not among them.
const std::set<std::string_view>& function_words() {
  static const std::set<std::string_view> words = {
      "a",     "an", "the",  "i",   "you",  "he",  "she", "it",    "we",    "they", "me",   "him",
      "her",   "us", "them", "my",  "your", "his", "its", "our",   "their", "this", "that", "these",
      "those", "is", "am",   "are", "of",   "in",  "at",  "to",    "on",    "for",  "by",   "with",
      "from",  "as", "and",  "or",  "if",   "not", "who", "which", "there", "'s"};
  return words;
}

// Forms of be, have and do: not wrong on a spun side as whole verbs (possess -> have), but dangerous.
const std::set<std::string_view>& auxiliaries() {
  static const std::set<std::string_view> words = {"be",  "was",    "were", "been", "being", "have", "has",
                                                   "had", "having", "do",   "does", "did",   "done", "doing"};
  return words;
}

// The checks that look at entries side by side.
class Checker {
 public:
  Checker(std::span<const Entry> entries, const Inflector& inflector, const CheckOptions& options)
      : entries_(entries), inflector_(inflector), options_(options) {}

  std::vector<Problem> run() {
    index_rules();
    for (const Entry& entry : entries_) {
      check_original(entry);
      check_repeated(entry);
      for (std::size_t rank = 0; rank < entry.replacements.size(); ++rank) check_replacement(entry, rank);
    }
    return std::move(problems_);
  }

 private:
  static constexpr std::size_t kTopRanks = 2;

  void report(const Entry& entry, Severity severity, std::string reason) {
    problems_.push_back({entry.file, entry.line, severity, std::move(reason)});
  }

  static std::string rule_name(const Entry& entry, std::string_view from, std::string_view to) {
    std::string name = entry.style;
    name.append("\t").append(name_of(entry.pos)).append("\t").append(from).append("\t").append(to);
    return name;
  }

  void index_rules() {
    for (const Entry& entry : entries_) {
      for (std::size_t rank = 0; rank < std::min(kTopRanks, entry.replacements.size()); ++rank) {
        top_rules_.insert(rule_name(entry, entry.original.text, entry.replacements[rank].text));
      }
    }
  }

  void check_original(const Entry& entry) {
    if (function_words().contains(entry.original.text)) {
      report(entry, Severity::warning, "original " + quoted(entry.original.text) + " is a bare function word");
    }
    check_lemma(entry, entry.original);
    // A spun plural (money -> funds) is meant: it stays as it is in both numbers.
    const std::string head = head_word(entry.original, entry.pos);
    if (entry.pos == PartOfSpeech::noun && inflector_.looks_plural(head)) {
      report(entry, Severity::warning,
             quoted(entry.original.text) + " looks like a plural; give the singular or use an x line");
    }
  }

  // Rules given in an inflected form would be inflected twice.
  void check_lemma(const Entry& entry, const Lemma& lemma) {
    if (entry.pos == PartOfSpeech::verb) return check_verb(entry, lemma);
    const bool compared = lemma.text.starts_with("more ") || lemma.text.starts_with("most ");
    if (entry.pos == PartOfSpeech::adjective && compared) {
      report(entry, Severity::warning, quoted(lemma.text) + " is a comparison; use an x line");
    }
  }

  void check_verb(const Entry& entry, const Lemma& lemma) {
    const std::string head = head_word(lemma, entry.pos);
    if (head == "to") {
      return report(entry, Severity::error, quoted(lemma.text) + " begins with \"to\"; give the bare infinitive");
    }
    if (inflector_.inflect(lemma, entry.pos, Form::past).empty()) {
      return report(entry, Severity::error, quoted(lemma.text) + " cannot be inflected at " + quoted(head));
    }
    const std::string_view base = inflector_.base_of_irregular_verb(head);
    if (!base.empty() && !is_known_base(head)) {
      return report(entry, Severity::warning, quoted(head) + " is a form of " + quoted(base) + "; give the infinitive");
    }
    if (looks_like_ing_form(head)) {
      report(entry, Severity::warning, quoted(lemma.text) + " looks like an -ing form; give the infinitive or use x");
    }
  }

  // Infinitives that happen to look like a past form: found (a company), wound, ground, saw, bound, fell, lay, rent...
  static bool is_known_base(std::string_view word) {
    static const std::set<std::string_view> words = {"found",  "wound", "ground", "bound", "fell",
                                                     "lay",    "rent",  "shod",   "spat",  "stove",
                                                     "strove", "bore",  "clad",   "left",  "spelt"};
    return words.contains(word);
  }

  static bool looks_like_ing_form(std::string_view word) {
    if (!word.ends_with("ing") || word.size() < 6) return false;
    return word.find_first_of("aeiouy") < word.size() - 3 && word != "spring" && word != "string";
  }

  static std::string head_word(const Lemma& lemma, PartOfSpeech pos) {
    return std::string(split(lemma.text, ' ')[head_of(lemma, pos)]);
  }

  // The same original and part of speech twice in one file and style: the ranks of the two lines do not compare.
  void check_repeated(const Entry& entry) {
    const std::string name = entry.file + "\t" + rule_name(entry, entry.original.text, {});
    const auto [place, fresh] = first_lines_.emplace(name, entry.line);
    if (fresh) return;
    report(entry, Severity::error,
           "original " + quoted(entry.original.text) + " " + std::string(name_of(entry.pos)) + " is already in line " +
               std::to_string(place->second));
  }

  void check_replacement(const Entry& entry, std::size_t rank) {
    const Lemma& spun = entry.replacements[rank];
    if (function_words().contains(spun.text)) {
      return report(entry, Severity::error, "replacement " + quoted(spun.text) + " is a bare function word");
    }
    if (auxiliaries().contains(spun.text)) {
      report(entry, Severity::warning, "replacement " + quoted(spun.text) + " is an auxiliary verb");
    }
    check_own_inflection(entry, spun);
    check_lemma(entry, spun);
    check_cycle(entry, spun, rank);
    check_frequency(entry, spun);
  }

  void check_own_inflection(const Entry& entry, const Lemma& spun) {
    for (const Form form : forms_of(entry.pos)) {
      const std::vector<std::string> texts = inflector_.inflect(entry.original, entry.pos, form);
      if (std::find(texts.begin(), texts.end(), spun.text) == texts.end()) continue;
      if (is_respelling(entry.original.text, spun.text)) continue;  // favour -> favor is a rule of its own
      return report(entry, Severity::warning, "replacement " + quoted(spun.text) + " is a form of the original");
    }
  }

  [[nodiscard]] bool is_respelling(std::string_view a, std::string_view b) const {
    return inflector_.respell(a, Spelling::american) == inflector_.respell(b, Spelling::american);
  }

  void check_cycle(const Entry& entry, const Lemma& spun, std::size_t rank) {
    if (rank >= kTopRanks || entry.original.text > spun.text) return;  // reported once, at the smaller original
    if (!top_rules_.contains(rule_name(entry, spun.text, entry.original.text))) return;
    report(entry, Severity::warning,
           quoted(entry.original.text) + " and " + quoted(spun.text) + " replace each other, both among the first two");
  }

  void check_frequency(const Entry& entry, const Lemma& spun) {
    if (!options_.frequency) return;
    const double per_million = options_.frequency(spun.text);
    if (per_million <= options_.frequent_per_million) return;
    report(entry, Severity::warning,
           "replacement " + quoted(spun.text) + " is frequent in genuine text (" +
               std::to_string(static_cast<std::int64_t>(per_million)) + " per million words)");
  }

  std::span<const Entry> entries_;
  const Inflector& inflector_;
  const CheckOptions& options_;
  std::set<std::string> top_rules_;
  std::map<std::string, std::uint32_t> first_lines_;
  std::vector<Problem> problems_;
};

}  // namespace

ParsedSource parse_source(std::string_view file, std::string_view text) {
  ParsedSource out;
  LineParser parser(file, out);
  for_each_line(text, [&](std::string_view line, std::uint32_t number) { parser.parse(line, number); });
  return out;
}

std::vector<Problem> check_entries(std::span<const Entry> entries, const Inflector& inflector,
                                   const CheckOptions& options) {
  return Checker(entries, inflector, options).run();
}

}  // namespace unspin::lexicon
