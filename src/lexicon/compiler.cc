#include "lexicon/compiler.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <unordered_map>

#include "lexicon/layout.h"
#include "lexicon/lexicon_writer.h"
#include "text/tokenizer.h"

namespace unspin::lexicon {
namespace {

constexpr float kWeightStep = 0.05F;
constexpr std::size_t kMaxWordBytes = 60;

// A replacement of a group, at its best rank over all lines.
struct Replacement {
  Lemma lemma;
  std::size_t rank = 0;
};

// All lines with one original, part of speech and style.
struct RuleGroup {
  Lemma original;
  PartOfSpeech pos = PartOfSpeech::fixed;
  std::string style;
  std::vector<Replacement> replacements;  // by rank, then text
};

void add_replacement(RuleGroup& group, const Lemma& lemma, std::size_t rank) {
  const auto same = std::find_if(group.replacements.begin(), group.replacements.end(),
                                 [&](const Replacement& other) { return other.lemma.text == lemma.text; });
  if (same == group.replacements.end()) {
    group.replacements.push_back({lemma, rank});
    return;
  }
  same->rank = std::min(same->rank, rank);
  same->lemma.marked_head = std::max(same->lemma.marked_head, lemma.marked_head);
}

std::vector<RuleGroup> group_entries(std::span<const Entry> entries) {
  std::map<std::tuple<std::string_view, PartOfSpeech, std::string_view>, RuleGroup> groups;
  for (const Entry& entry : entries) {
    RuleGroup& group = groups[{entry.original.text, entry.pos, entry.style}];
    group.original.text = entry.original.text;
    group.original.marked_head = std::max(group.original.marked_head, entry.original.marked_head);
    group.pos = entry.pos;
    group.style = entry.style;
    for (std::size_t rank = 0; rank < entry.replacements.size(); ++rank) {
      add_replacement(group, entry.replacements[rank], rank);
    }
  }
  std::vector<RuleGroup> out;
  for (auto& [key, group] : groups) {
    std::sort(group.replacements.begin(), group.replacements.end(), [](const Replacement& a, const Replacement& b) {
      return std::tie(a.rank, a.lemma.text) < std::tie(b.rank, b.lemma.text);
    });
    out.push_back(std::move(group));
  }
  return out;
}

// Weights of the ranks, summing to 1.
std::vector<double> rank_weights(const RuleGroup& group) {
  std::vector<double> weights;
  double sum = 0;
  for (const Replacement& replacement : group.replacements) {
    weights.push_back(1.0 / static_cast<double>(replacement.rank + 1));
    sum += weights.back();
  }
  for (double& weight : weights) weight /= sum;
  return weights;
}

std::uint8_t quantise(double probability) {
  const double steps = -std::log(std::clamp(probability, 1e-9, 1.0)) / kWeightStep;
  return static_cast<std::uint8_t>(std::min(255L, std::lround(steps)));
}

// <num>, <ordinal>: what normalisation makes of numbers above 12.
bool is_class(const std::string& form) { return form.size() > 1 && form.front() == '<'; }

// Words and phrases by content; collects the tables of the writer.
class PhraseTable {
 public:
  PhraseTable(LexiconTables& tables, const Capitals& capitals) : tables_(tables), capitals_(capitals) {}

  // The id of the phrase, added if new; nothing if it can be no phrase of the lexicon (too long, a URL).
  [[nodiscard]] std::optional<std::uint32_t> add(const std::string& text) {
    const auto [place, fresh] = by_text_.try_emplace(text);
    if (fresh) place->second = add_tokens(text);
    return place->second;
  }

  [[nodiscard]] const std::vector<LexiconTables::Token>& tokens(std::uint32_t phrase) const {
    return tables_.phrases[phrase].tokens;
  }
  [[nodiscard]] const std::string& word(std::uint32_t index) const { return tables_.words[index].text; }

 private:
  std::optional<std::uint32_t> add_tokens(const std::string& text) {
    const text::Document document = text::segment(text);
    if (document.tokens.empty() || document.tokens.size() > kMaxPhraseTokens) return std::nullopt;
    std::vector<std::string> forms;
    for (const text::Token& token : document.tokens) {
      forms.push_back(text::normalised_form(document, token));
      if (token.kind == text::TokenKind::opaque || forms.back().size() > kMaxWordBytes) return std::nullopt;
    }
    LexiconTables::Phrase phrase;
    phrase.literal = std::any_of(forms.begin(), forms.end(), is_class);
    for (std::size_t i = 0; i < forms.size(); ++i) {
      phrase.tokens.push_back({add_word(forms[i]), i > 0 && document.tokens[i].space_before});
    }
    phrase.display = phrase.literal ? text : display_of(phrase, forms);
    const auto [place, fresh] =
        by_tokens_.try_emplace(std::pair(phrase.tokens, phrase.display), tables_.phrases.size());
    if (!fresh) return place->second;
    tables_.phrases.push_back(std::move(phrase));
    return place->second;
  }

  std::uint32_t add_word(const std::string& form) {
    const auto [place, fresh] = words_.try_emplace(form, tables_.words.size());
    if (fresh) {
      const std::string& display = capitals_.display(form);
      tables_.words.push_back({form, display == form ? std::string() : display});
    }
    return place->second;
  }

  // The text with the capitals of the whole phrase, or nothing where each word's own display is right.
  [[nodiscard]] std::string display_of(const LexiconTables::Phrase& phrase,
                                       const std::vector<std::string>& forms) const {
    const std::vector<std::string> shown = capitals_.display(forms);
    std::string text;
    bool own_capitals = false;
    for (std::size_t i = 0; i < forms.size(); ++i) {
      own_capitals = own_capitals || shown[i] != capitals_.display(forms[i]);
      if (phrase.tokens[i].space_before) text.push_back(' ');
      text += shown[i];
    }
    return own_capitals ? text : std::string();
  }

  LexiconTables& tables_;
  const Capitals& capitals_;
  std::unordered_map<std::string, std::optional<std::uint32_t>> by_text_;
  std::unordered_map<std::string, std::uint32_t> words_;
  std::map<std::pair<std::vector<LexiconTables::Token>, std::string>, std::uint32_t> by_tokens_;
};

// One candidate being collected; the best of the rules that produce it stays.
struct Pair {
  double weight = 0;
  std::uint32_t styles = 0;
  std::uint32_t rule = 0;
  Form form = Form::base;
};

class Compiler {
 public:
  Compiler(const Inflector& inflector, const Capitals& capitals, const CompileOptions& options)
      : inflector_(inflector), options_(options), phrases_(tables_, capitals) {}

  Result<CompiledLexicon> run(std::span<const Entry> entries) {
    const std::vector<RuleGroup> groups = group_entries(entries);
    number_styles(groups);
    if (tables_.styles.size() > kMaxStyles) {
      return Error{ErrorCode::invalid_argument, "more than 16 styles; give some lines the same style"};
    }
    for (const RuleGroup& group : groups) add_group(group);
    finish_tables();
    Result<std::string> bytes = write_lexicon(tables_);
    if (!bytes) return bytes.error();
    return CompiledLexicon{std::move(bytes.value()), statistics_};
  }

 private:
  using PairKey = std::pair<std::uint32_t, std::uint32_t>;  // spun, original

  struct PendingRule {
    std::string original;
    std::string spun;
    PartOfSpeech pos = PartOfSpeech::fixed;
  };

  void number_styles(std::span<const RuleGroup> groups) {
    std::set<std::string> styles;
    for (const RuleGroup& group : groups) styles.insert(group.style);
    styles.erase(std::string(kGeneralStyle));
    tables_.styles.emplace_back(kGeneralStyle);  // always style 0
    tables_.styles.insert(tables_.styles.end(), styles.begin(), styles.end());
  }

  [[nodiscard]] std::uint32_t mask_of(const std::string& style) const {
    const auto found = std::find(tables_.styles.begin(), tables_.styles.end(), style);
    return 1U << static_cast<std::uint32_t>(found - tables_.styles.begin());
  }

  void add_group(const RuleGroup& group) {
    if (lemmas_.emplace(group.original.text, group.pos).second) ++statistics_.lemmas;
    const std::vector<double> weights = rank_weights(group);
    for (std::size_t i = 0; i < group.replacements.size(); ++i) {
      add_rule(group, group.replacements[i].lemma, weights[i]);
    }
  }

  void add_rule(const RuleGroup& group, const Lemma& spun, double rank_weight) {
    const std::string name = rule_name(group.original.text, group.pos, spun.text);
    const auto [place, fresh] = rule_numbers_.try_emplace(name, pending_rules_.size());
    if (fresh) pending_rules_.push_back({group.original.text, spun.text, group.pos});
    const auto learned = options_.learned_weights.find(name);
    const double weight =
        learned == options_.learned_weights.end() ? rank_weight * options_.rank_weight_scale : learned->second;
    const Pair pair{weight, mask_of(group.style), place->second, Form::base};
    for (const Form form : forms_of(group.pos)) add_form(group, spun, form, pair);
  }

  // All spellings of one form of both sides.
  void add_form(const RuleGroup& group, const Lemma& spun, Form form, Pair pair) {
    // "more important" -> "more essential" is the base rule already.
    const bool degree = form == Form::comparative || form == Form::superlative;
    if (degree && inflector_.compares_with_more(group.original) && inflector_.compares_with_more(spun)) return;
    pair.form = form;
    const bool respelling = is_respelling(group.original.text, spun.text);
    const std::vector<std::string> originals =
        respelling ? written_form(group.original, group.pos, form)
                   : inflector_.inflect(group.original, group.pos, form, options_.original_spelling);
    if (originals.empty()) return;
    std::vector<std::string> spuns =
        respelling ? written_form(spun, group.pos, form) : inflector_.inflect(spun, group.pos, form, Spelling::both);
    // An uncountable noun stands for the plural too: weapons -> weaponry.
    if (spuns.empty() && group.pos == PartOfSpeech::noun) spuns.push_back(spun.text);
    if (spuns.empty()) return;
    pair.weight /= static_cast<double>(spuns.size());
    for (const std::string& original : originals) {
      for (const std::string& text : spuns) add_pair(original, text, pair);
    }
  }

  // The rule changes the spelling only (favour -> favor): respelling its sides would turn it around.
  [[nodiscard]] bool is_respelling(const std::string& original, const std::string& spun) const {
    return inflector_.respell(original, Spelling::american) == inflector_.respell(spun, Spelling::american);
  }

  [[nodiscard]] std::vector<std::string> written_form(const Lemma& lemma, PartOfSpeech pos, Form form) const {
    std::vector<std::string> texts = inflector_.inflect(lemma, pos, form, Spelling::both);
    if (texts.size() > 1) texts.resize(1);
    return texts;
  }

  void add_pair(const std::string& original, const std::string& spun, const Pair& pair) {
    ++statistics_.inflected_pairs;
    if (original == spun) return drop(statistics_.unusable);
    const auto original_phrase = phrases_.add(original);
    const auto spun_phrase = phrases_.add(spun);
    if (!original_phrase || !spun_phrase || same_words(*original_phrase, *spun_phrase)) {
      return drop(statistics_.unusable);
    }
    if (!is_known(*original_phrase)) return drop(statistics_.unknown_original);
    const auto [place, fresh] = pairs_.try_emplace(PairKey{*spun_phrase, *original_phrase}, pair);
    if (fresh) return;
    ++statistics_.merged;
    merge(place->second, pair);
  }

  static void drop(std::uint32_t& counter) { ++counter; }

  static void merge(Pair& into, const Pair& other) {
    into.styles |= other.styles;
    if (other.weight <= into.weight) return;
    into.weight = other.weight;
    into.rule = other.rule;
    into.form = other.form;
  }

  [[nodiscard]] bool same_words(std::uint32_t a, std::uint32_t b) const {
    const auto& left = phrases_.tokens(a);
    const auto& right = phrases_.tokens(b);
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), [&](const auto& x, const auto& y) {
      return x.word == y.word && !is_class(phrases_.word(x.word));
    });
  }

  // Marks (hyphens, full stops) are known to every model; the question is about words.
  [[nodiscard]] bool is_known(std::uint32_t phrase) {
    if (!options_.in_vocabulary) return true;
    const auto& tokens = phrases_.tokens(phrase);
    return std::all_of(tokens.begin(), tokens.end(), [&](const LexiconTables::Token& token) {
      const std::string& word = phrases_.word(token.word);
      return !begins_like_a_word(word) || options_.in_vocabulary(word);
    });
  }

  static bool begins_like_a_word(const std::string& text) {
    const auto first = static_cast<unsigned char>(text.front());
    return (first >= 'a' && first <= 'z') || (first >= '0' && first <= '9') || first >= 0x80 || first == '\'';
  }

  // Numbers the rules that have pairs left, and drops the words and phrases that nothing refers to.
  void finish_tables() {
    statistics_.base_rules = static_cast<std::uint32_t>(pending_rules_.size());
    std::map<std::uint32_t, std::uint32_t> kept_rules;
    for (const auto& [key, pair] : pairs_) kept_rules.emplace(pair.rule, 0);
    for (auto& [pending, number] : kept_rules) number = add_kept_rule(pending_rules_[pending]);
    for (const auto& [key, pair] : pairs_) {
      tables_.phrases[key.second].original = true;
      tables_.candidates.push_back(
          {key.first, key.second, quantise(pair.weight), pair.styles, kept_rules[pair.rule], pair.form});
    }
    drop_unused_phrases();
    drop_unused_words();
    statistics_.kept_rules = static_cast<std::uint32_t>(tables_.rules.size());
    statistics_.candidates = static_cast<std::uint32_t>(tables_.candidates.size());
    statistics_.words = static_cast<std::uint32_t>(tables_.words.size());
    statistics_.phrases = static_cast<std::uint32_t>(tables_.phrases.size());
  }

  std::uint32_t add_kept_rule(const PendingRule& rule) {
    // A rule with a pair can still have a lemma that is no phrase (too long); then phrase 0 stands in.
    tables_.rules.push_back({phrases_.add(rule.original).value_or(0), phrases_.add(rule.spun).value_or(0), rule.pos});
    return static_cast<std::uint32_t>(tables_.rules.size() - 1);
  }

  void drop_unused_phrases() {
    std::vector<bool> used(tables_.phrases.size());
    for (const auto& candidate : tables_.candidates) used[candidate.spun] = used[candidate.original] = true;
    for (const auto& rule : tables_.rules) used[rule.spun] = used[rule.original] = true;
    const std::vector<std::uint32_t> places = compact(tables_.phrases, used);
    for (auto& candidate : tables_.candidates) {
      candidate.spun = places[candidate.spun];
      candidate.original = places[candidate.original];
    }
    for (auto& rule : tables_.rules) {
      rule.spun = places[rule.spun];
      rule.original = places[rule.original];
    }
  }

  void drop_unused_words() {
    std::vector<bool> used(tables_.words.size());
    for (const auto& phrase : tables_.phrases) {
      for (const LexiconTables::Token& token : phrase.tokens) used[token.word] = true;
    }
    const std::vector<std::uint32_t> places = compact(tables_.words, used);
    for (auto& phrase : tables_.phrases) {
      for (LexiconTables::Token& token : phrase.tokens) token.word = places[token.word];
    }
  }

  // Keeps the used items; returns where each went.
  template <typename T>
  static std::vector<std::uint32_t> compact(std::vector<T>& items, const std::vector<bool>& used) {
    std::vector<std::uint32_t> places(items.size());
    std::vector<T> kept;
    for (std::size_t i = 0; i < items.size(); ++i) {
      places[i] = static_cast<std::uint32_t>(kept.size());
      if (used[i]) kept.push_back(std::move(items[i]));
    }
    items = std::move(kept);
    return places;
  }

  const Inflector& inflector_;
  const CompileOptions& options_;
  LexiconTables tables_;
  PhraseTable phrases_;
  CompileStatistics statistics_;
  std::set<std::pair<std::string, PartOfSpeech>> lemmas_;
  std::unordered_map<std::string, std::uint32_t> rule_numbers_;
  std::vector<PendingRule> pending_rules_;
  std::map<PairKey, Pair> pairs_;
};

}  // namespace

std::string rule_name(std::string_view original, PartOfSpeech pos, std::string_view spun) {
  std::string name(original);
  name.append("\t").append(name_of(pos)).append("\t").append(spun);
  return name;
}

Result<CompiledLexicon> compile_lexicon(std::span<const Entry> entries, const Inflector& inflector,
                                        const Capitals& capitals, const CompileOptions& options) {
  return Compiler(inflector, capitals, options).run(entries);
}

}  // namespace unspin::lexicon
