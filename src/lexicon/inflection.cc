#include "lexicon/inflection.h"

#include <algorithm>
#include <array>

#include "lexicon/spelling.h"
#include "lexicon/strings.h"

namespace unspin::lexicon {
namespace {

constexpr std::array<std::string_view, 8> kNounPrepositions = {"of", "in", "for", "to", "on", "at", "with", "from"};

constexpr bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }
constexpr bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_consonant(char c) { return is_letter(c) && !is_vowel(c); }

bool ends_with_any(std::string_view word, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) { return word.ends_with(ending); });
}

bool ends_in_consonant_y(std::string_view word) {
  if (word.size() < 2 || word.back() != 'y') return false;
  return is_consonant(word[word.size() - 2]) || word.ends_with("quy");
}

std::string replace_end(std::string_view word, std::size_t drop, std::string_view ending) {
  return std::string(word.substr(0, word.size() - drop)) + std::string(ending);
}

std::string_view last_part(std::string_view word) {
  const std::size_t hyphen = word.rfind('-');
  return hyphen == std::string_view::npos ? word : word.substr(hyphen + 1);
}

// Whether the letter sounds as a vowel: not the u of quit, nor the y of yes and layer.
bool sounds_as_vowel(std::string_view word, std::size_t at) {
  if (word[at] == 'u') return at == 0 || word[at - 1] != 'q';
  if (word[at] == 'y') return at > 0 && (at + 1 == word.size() || !is_vowel(word[at + 1]));
  return is_vowel(word[at]);
}

// Groups of vowels, not counting a silent final e: stop 1, visit 2, layer 2, simple 2.
std::size_t count_syllables(std::string_view word) {
  std::size_t groups = 0;
  bool in_group = false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const bool vowel = sounds_as_vowel(word, i);
    if (vowel && !in_group) ++groups;
    in_group = vowel;
  }
  const std::size_t n = word.size();
  const bool silent_e = n > 2 && word[n - 1] == 'e' && !sounds_as_vowel(word, n - 2) &&
                        !(word[n - 2] == 'l' && is_consonant(word[n - 3]));
  return silent_e && groups > 1 ? groups - 1 : groups;
}

// stop, refer, quit: one vowel letter between consonants at the end, the last no w, x or y.
bool ends_in_single_vowel_and_consonant(std::string_view word) {
  const std::size_t n = word.size();
  if (n < 3 || !is_consonant(word[n - 1]) || !is_vowel(word[n - 2])) return false;
  if (word[n - 1] == 'w' || word[n - 1] == 'x' || word[n - 1] == 'y' || word[n - 1] == 'h') return false;
  const bool after_qu = word[n - 3] == 'u' && n >= 4 && word[n - 4] == 'q';
  return is_consonant(word[n - 3]) || after_qu;
}

bool takes_es(std::string_view word) { return ends_with_any(word, {"s", "x", "z", "ch", "sh"}); }

std::string add_s(std::string_view word) {
  if (ends_in_consonant_y(word)) return replace_end(word, 1, "ies");
  return replace_end(word, 0, takes_es(word) ? "es" : "s");
}

enum class Doubling { no, yes, either, british };

// Whether the last consonant is doubled before -ed and -ing. English doubles it in a stressed last syllable; stress is
// in no spelling, so the table lists the longer verbs that have it.
Doubling doubling_of(const IrregularTable& table, std::string_view verb) {
  const std::string_view word = last_part(verb);
  for (const std::string_view form : {verb, word}) {
    if (table.doubling.contains(form)) return Doubling::yes;
    if (table.single.contains(form)) return Doubling::no;
    if (table.either.contains(form)) return Doubling::either;
    if (table.dialect_doubling.contains(form)) return Doubling::british;
  }
  if (!ends_in_single_vowel_and_consonant(word)) return Doubling::no;
  if (count_syllables(word) == 1) return Doubling::yes;
  return word.back() == 'l' ? Doubling::british : Doubling::no;
}

std::vector<Variant> with_ending(std::string_view word, std::string_view ending, Doubling doubling) {
  const std::string single = replace_end(word, 0, ending);
  const std::string doubled = replace_end(word, 0, word.substr(word.size() - 1)) + std::string(ending);
  switch (doubling) {
    case Doubling::no:
      return {{single, Dialect::any}};
    case Doubling::yes:
      return {{doubled, Dialect::any}};
    case Doubling::either:
      return {{single, Dialect::any}, {doubled, Dialect::any}};
    case Doubling::british:
      return {{doubled, Dialect::british}, {single, Dialect::american}};
  }
  return {};
}

// panic -> panicked
bool ends_in_hard_c(std::string_view word) {
  return word.size() > 2 && word.back() == 'c' && is_vowel(word[word.size() - 2]);
}

std::vector<Variant> regular_past(const IrregularTable& table, std::string_view verb) {
  if (verb.back() == 'e') return {{replace_end(verb, 0, "d"), Dialect::any}};
  if (ends_in_consonant_y(verb)) return {{replace_end(verb, 1, "ied"), Dialect::any}};
  if (ends_in_hard_c(verb)) return {{replace_end(verb, 0, "ked"), Dialect::any}};
  return with_ending(verb, "ed", doubling_of(table, verb));
}

std::vector<Variant> regular_ing(const IrregularTable& table, std::string_view verb) {
  if (verb.ends_with("ie")) return {{replace_end(verb, 2, "ying"), Dialect::any}};
  if (ends_with_any(verb, {"ee", "oe", "ye"})) return {{replace_end(verb, 0, "ing"), Dialect::any}};
  if (verb.back() == 'e' && verb.size() > 2) return {{replace_end(verb, 1, "ing"), Dialect::any}};
  if (ends_in_hard_c(verb)) return {{replace_end(verb, 0, "king"), Dialect::any}};
  return with_ending(verb, "ing", doubling_of(table, verb));
}

// big, happy, simple, narrow; participles (bored) and longer words take more and most.
bool compares_with_endings(std::string_view adjective) {
  if (adjective.size() < 3 || adjective.find('-') != std::string_view::npos) return false;
  const std::size_t syllables = count_syllables(adjective);
  if (syllables == 1) return !(adjective.size() > 3 && adjective.ends_with("ed")) && !adjective.ends_with("ing");
  if (syllables != 2) return false;
  const std::size_t n = adjective.size();
  const bool consonant_le = adjective.ends_with("le") && is_consonant(adjective[n - 3]);
  return ends_in_consonant_y(adjective) || consonant_le || adjective.ends_with("ow");
}

std::string add_comparison(std::string_view adjective, std::string_view ending) {
  if (adjective.back() == 'e') return replace_end(adjective, 1, ending);
  if (ends_in_consonant_y(adjective)) return replace_end(adjective, 1, "i") + std::string(ending);
  const bool doubled = count_syllables(adjective) == 1 && ends_in_single_vowel_and_consonant(adjective);
  return replace_end(adjective, 0, doubled ? adjective.substr(adjective.size() - 1) : "") + std::string(ending);
}

std::size_t noun_head(const std::vector<std::string_view>& words) {
  for (std::size_t i = 1; i < words.size(); ++i) {
    const bool preposition =
        std::find(kNounPrepositions.begin(), kNounPrepositions.end(), words[i]) != kNounPrepositions.end();
    if (preposition) return i - 1;
  }
  return words.size() - 1;
}

// The table's entry for a word or, as for re-write and vice-chairman, for what stands after its last hyphen. `front` is
// what the forms found must be put behind.
const WordForms* find_forms(const WordTable& table, std::string_view word, std::string_view& front) {
  front = {};
  if (const auto found = table.find(word); found != table.end()) return &found->second;
  const std::string_view part = last_part(word);
  if (part.size() == word.size()) return nullptr;
  const auto found = table.find(part);
  if (found == table.end()) return nullptr;
  front = word.substr(0, word.size() - part.size());
  return &found->second;
}

std::vector<Variant> behind(std::string_view front, std::vector<Variant> variants) {
  for (Variant& variant : variants) variant.text.insert(0, front);
  return variants;
}

std::string phrase_with_head(const std::vector<std::string_view>& words, std::size_t head, std::string_view form) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out.push_back(' ');
    out += i == head ? form : words[i];
  }
  return out;
}

void append_new(std::vector<std::string>& list, std::string text) {
  if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(std::move(text));
}

bool fits(Dialect dialect, Spelling spelling) {
  if (dialect == Dialect::any || spelling == Spelling::both) return true;
  return (dialect == Dialect::british) == (spelling == Spelling::british);
}

}  // namespace

Lemma parse_lemma(std::string_view source) {
  Lemma lemma;
  std::int32_t word = 0;
  for (const char c : source) {
    if (c == ' ') ++word;
    if (c == '*') {
      lemma.marked_head = word;
    } else {
      lemma.text.push_back(c);
    }
  }
  return lemma;
}

std::size_t head_of(const Lemma& lemma, PartOfSpeech pos) {
  const std::vector<std::string_view> words = split(lemma.text, ' ');
  if (lemma.marked_head >= 0 && static_cast<std::size_t>(lemma.marked_head) < words.size()) {
    return static_cast<std::size_t>(lemma.marked_head);
  }
  if (pos == PartOfSpeech::verb) return 0;
  return pos == PartOfSpeech::noun ? noun_head(words) : words.size() - 1;
}

Inflector::Inflector(IrregularTable table) : table_(std::move(table)) {
  for (const auto& [base, forms] : table_.verbs) {
    for (const Form form : {Form::past, Form::past_participle, Form::third_person}) {
      for (const Variant& variant : forms.of(form)) verb_of_form_.emplace(variant.text, base);
    }
  }
}

Result<Inflector> Inflector::from_table(std::string_view tsv) {
  Result<IrregularTable> table = parse_irregular_table(tsv);
  if (!table) return table.error();
  return Inflector(std::move(table.value()));
}

std::vector<std::string> Inflector::inflect(const Lemma& lemma, PartOfSpeech pos, Form form, Spelling spelling) const {
  const std::vector<std::string_view> words = split(lemma.text, ' ');
  const std::size_t head = head_of(lemma, pos);
  std::vector<std::string> texts;
  const auto add = [&](const std::string& text) {
    append_new(texts, respell(text, spelling));
    if (spelling != Spelling::both) return;
    append_new(texts, respell(text, Spelling::british));
    append_new(texts, respell(text, Spelling::american));
  };
  if (form == Form::base) {
    add(lemma.text);
  } else if (pos == PartOfSpeech::adjective && compares_with_more(lemma)) {
    add((form == Form::comparative ? "more " : "most ") + lemma.text);
  } else {
    for (const Variant& variant : inflect_word(words[head], pos, form)) {
      if (fits(variant.dialect, spelling)) add(phrase_with_head(words, head, variant.text));
    }
  }
  return texts;
}

std::string Inflector::respell(std::string_view phrase, Spelling spelling) const {
  if (spelling == Spelling::both) return std::string(phrase);
  std::string out;
  for (const std::string_view word : split(phrase, ' ')) {
    if (!out.empty()) out.push_back(' ');
    out += spelling == Spelling::british ? to_british(table_, word) : to_american(table_, word);
  }
  return out;
}

bool Inflector::compares_with_more(const Lemma& adjective) const {
  const bool phrase = adjective.text.find(' ') != std::string::npos;
  if (adjective.marked_head >= 0) return false;
  if (phrase) return true;
  return !table_.adjectives.contains(adjective.text) && !compares_with_endings(adjective.text);
}

bool Inflector::looks_plural(std::string_view noun) const {
  if (!noun.ends_with('s') || ends_with_any(noun, {"ss", "us", "is"})) return false;
  std::string_view front;
  if (find_forms(table_.nouns, noun, front) != nullptr) return false;
  return std::none_of(table_.noun_endings.begin(), table_.noun_endings.end(),
                      [&](const NounEnding& ending) { return noun.ends_with(ending.singular); });
}

std::string_view Inflector::base_of_irregular_verb(std::string_view word) const {
  if (table_.verbs.contains(word)) return {};
  const auto found = verb_of_form_.find(word);
  return found == verb_of_form_.end() ? std::string_view() : std::string_view(found->second);
}

std::vector<Variant> Inflector::inflect_word(std::string_view word, PartOfSpeech pos, Form form) const {
  if (word.empty() || (is_letter(word.back()) ? false : static_cast<unsigned char>(word.back()) < 0x80)) return {};
  switch (pos) {
    case PartOfSpeech::noun:
      return inflect_noun(word);
    case PartOfSpeech::verb:
      return inflect_verb(word, form);
    case PartOfSpeech::adjective:
      return inflect_adjective(word, form);
    default:
      return {{std::string(word), Dialect::any}};
  }
}

std::vector<Variant> Inflector::inflect_noun(std::string_view noun) const {
  std::string_view front;
  if (const WordForms* known = find_forms(table_.nouns, noun, front)) return behind(front, known->of(Form::plural));
  for (const NounEnding& ending : table_.noun_endings) {
    if (!noun.ends_with(ending.singular)) continue;
    return {{replace_end(noun, ending.singular.size(), ending.plural), Dialect::any}};
  }
  if (looks_plural(noun)) return {{std::string(noun), Dialect::any}};
  return {{add_s(noun), Dialect::any}};
}

std::vector<Variant> Inflector::inflect_verb(std::string_view verb, Form form) const {
  std::string_view front;
  if (const WordForms* known = find_forms(table_.verbs, verb, front); known != nullptr && !known->of(form).empty()) {
    return behind(front, known->of(form));
  }
  switch (form) {
    case Form::first_person:
    case Form::present_plural:
      return {{std::string(verb), Dialect::any}};
    case Form::past_plural:
      return inflect_verb(verb, Form::past);
    default:
      return regular_verb(verb, form);
  }
}

std::vector<Variant> Inflector::regular_verb(std::string_view verb, Form form) const {
  switch (form) {
    case Form::third_person:
      return {{add_s(verb), Dialect::any}};
    case Form::past:
    case Form::past_participle:
      return regular_past(table_, verb);
    case Form::present_participle:
      return regular_ing(table_, verb);
    default:
      return {};
  }
}

std::vector<Variant> Inflector::inflect_adjective(std::string_view adjective, Form form) const {
  if (const auto known = table_.adjectives.find(adjective); known != table_.adjectives.end()) {
    return known->second.of(form);
  }
  const std::string_view ending = form == Form::comparative ? "er" : "est";
  return {{add_comparison(adjective, ending), Dialect::any}};
}

}  // namespace unspin::lexicon
