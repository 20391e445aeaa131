#include "lexicon/irregular_table.h"

#include <algorithm>
#include <optional>

#include "lexicon/strings.h"

namespace unspin::lexicon {
namespace {

using Fields = std::vector<std::string_view>;

constexpr std::array<Form, 7> kVerbColumns = {
    Form::past,         Form::past_participle, Form::third_person, Form::present_participle,
    Form::first_person, Form::present_plural,  Form::past_plural};
constexpr std::array<Form, 2> kAdjectiveColumns = {Form::comparative, Form::superlative};

Variant parse_variant(std::string_view text) {
  if (text.starts_with("b:")) return {std::string(text.substr(2)), Dialect::british};
  if (text.starts_with("a:")) return {std::string(text.substr(2)), Dialect::american};
  return {std::string(text), Dialect::any};
}

// "learned/b:learnt"; "-" leaves the form regular.
std::vector<Variant> parse_variants(std::string_view field) {
  std::vector<Variant> variants;
  if (field == "-") return variants;
  for (const std::string_view text : split(field, '/')) variants.push_back(parse_variant(text));
  return variants;
}

// Reads one row at a time into the table. Each reader returns whether the row has the right number of fields.
class TableReader {
 public:
  bool read(const Fields& row) {
    const std::string_view kind = row[0];
    if (kind == "verb") return read_forms(row, kVerbColumns, table_.verbs);
    if (kind == "adjective") return read_adjective(row);
    if (kind == "noun") return read_noun(row);
    if (kind == "double") return read_member(row, table_.doubling);
    if (kind == "single") return read_member(row, table_.single);
    if (kind == "either") return read_member(row, table_.either);
    if (kind == "dialect") return read_member(row, table_.dialect_doubling);
    if (kind == "ise") return read_member(row, table_.ise_stems);
    if (kind == "stem") return read_stem(row);
    if (kind == "spelling") return read_spelling(row);
    return false;
  }

  IrregularTable finish() && {
    std::stable_sort(table_.noun_endings.begin(), table_.noun_endings.end(),
                     [](const NounEnding& a, const NounEnding& b) { return a.singular.size() > b.singular.size(); });
    std::stable_sort(table_.stems.begin(), table_.stems.end(),
                     [](const SpellingPair& a, const SpellingPair& b) { return a.british.size() > b.british.size(); });
    return std::move(table_);
  }

 private:
  static bool read_forms(const Fields& row, std::span<const Form> columns, WordTable& into) {
    if (row.size() < 3 || row.size() > columns.size() + 2) return false;
    WordForms& word = into[std::string(row[1])];
    for (std::size_t i = 2; i < row.size(); ++i) word.of(columns[i - 2]) = parse_variants(row[i]);
    return true;
  }

  // "more" and "most" stand for "more <word>" and "most <word>".
  bool read_adjective(const Fields& row) {
    if (row.size() != 4 || !read_forms(row, kAdjectiveColumns, table_.adjectives)) return false;
    WordForms& word = table_.adjectives[std::string(row[1])];
    for (const Form form : kAdjectiveColumns) {
      for (Variant& variant : word.of(form)) {
        const bool analytic = variant.text == "more" || variant.text == "most";
        // "much" and "many" really have the comparative "more".
        if (analytic && row[1] != "much" && row[1] != "many") variant.text.append(" ").append(row[1]);
      }
    }
    return true;
  }

  bool read_noun(const Fields& row) {
    if (row.size() != 3) return false;
    if (row[1].starts_with('-') && row[1].size() > 1 && row[2].starts_with('-')) {
      table_.noun_endings.push_back({std::string(row[1].substr(1)), std::string(row[2].substr(1))});
      return true;
    }
    WordForms& word = table_.nouns[std::string(row[1])];
    word.no_plural = row[2] == "-";
    word.of(Form::plural) = parse_variants(row[2]);
    return true;
  }

  static bool read_member(const Fields& row, WordSet& into) {
    if (row.size() != 2) return false;
    into.emplace(row[1]);
    return true;
  }

  bool read_stem(const Fields& row) {
    if (row.size() != 3) return false;
    table_.stems.push_back({std::string(row[1]), std::string(row[2])});
    return true;
  }

  bool read_spelling(const Fields& row) {
    if (row.size() != 3) return false;
    table_.british_to_american.emplace(row[1], row[2]);
    table_.american_to_british.emplace(row[2], row[1]);
    return true;
  }

  IrregularTable table_;
};

}  // namespace

Result<IrregularTable> parse_irregular_table(std::string_view tsv) {
  TableReader reader;
  std::uint32_t bad_line = 0;
  for_each_line(tsv, [&](std::string_view line, std::uint32_t number) {
    if (line.empty() || line.front() == '#' || bad_line != 0) return;
    if (!reader.read(split(line, '\t'))) bad_line = number;
  });
  if (bad_line != 0) {
    return Error{ErrorCode::invalid_argument,
                 "irregular.tsv line " + std::to_string(bad_line) + ": unknown kind of row or wrong number of fields"};
  }
  return std::move(reader).finish();
}

}  // namespace unspin::lexicon
