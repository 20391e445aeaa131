#include "fixtures.h"

namespace unspin::lexicon {
namespace {

std::string all_forms(std::string_view lemma, PartOfSpeech pos, Form form, Spelling spelling = Spelling::both) {
  std::string joined;
  for (const std::string& text : inflector().inflect(parse_lemma(lemma), pos, form, spelling)) {
    if (!joined.empty()) joined += "/";
    joined += text;
  }
  return joined;
}

struct VerbRow {
  const char* base;
  const char* third;
  const char* past;
  const char* participle;
  const char* ing;
};

TEST_CASE("verbs are inflected by the spelling rules and the table", "[inflection]") {
  const VerbRow rows[] = {
      {"mention", "mentions", "mentioned", "mentioned", "mentioning"},
      {"say", "says", "said", "said", "saying"},
      {"pass", "passes", "passed", "passed", "passing"},
      {"fix", "fixes", "fixed", "fixed", "fixing"},
      {"watch", "watches", "watched", "watched", "watching"},
      {"rush", "rushes", "rushed", "rushed", "rushing"},
      {"buzz", "buzzes", "buzzed", "buzzed", "buzzing"},
      {"try", "tries", "tried", "tried", "trying"},
      {"play", "plays", "played", "played", "playing"},
      {"like", "likes", "liked", "liked", "liking"},
      {"agree", "agrees", "agreed", "agreed", "agreeing"},
      {"die", "dies", "died", "died", "dying"},
      {"lie", "lies", "lay/lied", "lain/lied", "lying"},
      {"dye", "dyes", "dyed", "dyed", "dyeing"},
      {"argue", "argues", "argued", "argued", "arguing"},
      {"stop", "stops", "stopped", "stopped", "stopping"},
      {"layer", "layers", "layered", "layered", "layering"},
      {"embed", "embeds", "embedded", "embedded", "embedding"},
      {"help", "helps", "helped", "helped", "helping"},
      {"look", "looks", "looked", "looked", "looking"},
      {"show", "shows", "showed", "shown/showed", "showing"},
      {"visit", "visits", "visited", "visited", "visiting"},
      {"open", "opens", "opened", "opened", "opening"},
      {"offer", "offers", "offered", "offered", "offering"},
      {"develop", "develops", "developed", "developed", "developing"},
      {"refer", "refers", "referred", "referred", "referring"},
      {"occur", "occurs", "occurred", "occurred", "occurring"},
      {"admit", "admits", "admitted", "admitted", "admitting"},
      {"begin", "begins", "began", "begun", "beginning"},
      {"travel", "travels", "travelled/traveled", "travelled/traveled", "travelling/traveling"},
      {"cancel", "cancels", "cancelled/canceled", "cancelled/canceled", "cancelling/canceling"},
      {"control", "controls", "controlled", "controlled", "controlling"},
      {"reveal", "reveals", "revealed", "revealed", "revealing"},
      {"parallel", "parallels", "paralleled", "paralleled", "paralleling"},
      {"fuel", "fuels", "fuelled/fueled", "fuelled/fueled", "fuelling/fueling"},
      {"equip", "equips", "equipped", "equipped", "equipping"},
      {"quit", "quits", "quit/quitted", "quit/quitted", "quitting"},
      {"equal", "equals", "equalled/equaled", "equalled/equaled", "equalling/equaling"},
      {"focus", "focuses", "focused/focussed", "focused/focussed", "focusing/focussing"},
      {"panic", "panics", "panicked", "panicked", "panicking"},
      {"arc", "arcs", "arced", "arced", "arcing"},
      {"go", "goes", "went", "gone", "going"},
      {"do", "does", "did", "done", "doing"},
      {"have", "has", "had", "had", "having"},
      {"get", "gets", "got", "got/gotten", "getting"},
      {"take", "takes", "took", "taken", "taking"},
      {"undertake", "undertakes", "undertook", "undertaken", "undertaking"},
      {"overcome", "overcomes", "overcame", "overcome", "overcoming"},
      {"foresee", "foresees", "foresaw", "foreseen", "foreseeing"},
      {"rewrite", "rewrites", "rewrote", "rewritten", "rewriting"},
      {"re-write", "re-writes", "re-wrote", "re-written", "re-writing"},
      {"outdo", "outdoes", "outdid", "outdone", "outdoing"},
      {"learn", "learns", "learned/learnt", "learned/learnt", "learning"},
      {"put", "puts", "put", "put", "putting"},
      {"lead", "leads", "led", "led", "leading"},
      {"veto", "vetoes", "vetoed", "vetoed", "vetoing"},
      {"quiz", "quizzes", "quizzed", "quizzed", "quizzing"},
      {"realise", "realises/realizes", "realised/realized", "realised/realized", "realising/realizing"},
      {"favor", "favors/favours", "favored/favoured", "favored/favoured", "favoring/favouring"},
      {"be", "is", "was", "been", "being"},
      {"take place", "takes place", "took place", "taken place", "taking place"},
      {"go away", "goes away", "went away", "gone away", "going away"},
      {"point out", "points out", "pointed out", "pointed out", "pointing out"},
      {"double-check", "double-checks", "double-checked", "double-checked", "double-checking"},
      {"fast track*", "fast tracks", "fast tracked", "fast tracked", "fast tracking"},
  };
  for (const VerbRow& row : rows) {
    INFO(row.base);
    CHECK(all_forms(row.base, PartOfSpeech::verb, Form::third_person) == row.third);
    CHECK(all_forms(row.base, PartOfSpeech::verb, Form::past) == row.past);
    CHECK(all_forms(row.base, PartOfSpeech::verb, Form::past_participle) == row.participle);
    CHECK(all_forms(row.base, PartOfSpeech::verb, Form::present_participle) == row.ing);
  }
}

TEST_CASE("be has its eight forms", "[inflection]") {
  CHECK(all_forms("be able to", PartOfSpeech::verb, Form::base) == "be able to");
  CHECK(all_forms("be able to", PartOfSpeech::verb, Form::first_person) == "am able to");
  CHECK(all_forms("be able to", PartOfSpeech::verb, Form::present_plural) == "are able to");
  CHECK(all_forms("be able to", PartOfSpeech::verb, Form::third_person) == "is able to");
  CHECK(all_forms("be able to", PartOfSpeech::verb, Form::past) == "was able to");
  CHECK(all_forms("be able to", PartOfSpeech::verb, Form::past_plural) == "were able to");
  CHECK(all_forms("be able to", PartOfSpeech::verb, Form::past_participle) == "been able to");
  CHECK(all_forms("be able to", PartOfSpeech::verb, Form::present_participle) == "being able to");
  CHECK(all_forms("exist", PartOfSpeech::verb, Form::present_plural) == "exist");
  CHECK(all_forms("exist", PartOfSpeech::verb, Form::past_plural) == "existed");
}

TEST_CASE("nouns get their plurals", "[inflection]") {
  const std::pair<const char*, const char*> rows[] = {
      {"nation", "nations"},
      {"country", "countries"},
      {"day", "days"},
      {"box", "boxes"},
      {"church", "churches"},
      {"stomach", "stomachs"},
      {"bus", "buses"},
      {"quiz", "quizzes"},
      {"class", "classes"},
      {"photo", "photos"},
      {"hero", "heroes"},
      {"volcano", "volcanoes/volcanos"},
      {"roof", "roofs"},
      {"knife", "knives"},
      {"housewife", "housewives"},
      {"man", "men"},
      {"policeman", "policemen"},
      {"human", "humans"},
      {"german", "germans"},
      {"woman", "women"},
      {"grandchild", "grandchildren"},
      {"person", "people/persons"},
      {"foot", "feet"},
      {"mouse", "mice"},
      {"analysis", "analyses"},
      {"criterion", "criteria"},
      {"aircraft", "aircraft"},
      {"series", "series"},
      {"politics", "politics"},
      {"software", ""},
      {"information", ""},
      {"type of", "types of"},
      {"point of view", "points of view"},
      {"prime minister", "prime ministers"},
      {"mother-in-law", "mothers-in-law"},
      {"e-book", "e-books"},
      {"vice-chairman", "vice-chairmen"},
      {"member* state of", "members state of"},
      {"neighbour", "neighbours/neighbors"},
      {"centre", "centres/centers"},
      {"surroundings", "surroundings"},
      {"funds", "funds"},
      {"lens", "lenses"},
      {"crisis", "crises"},
      {"cactus", "cacti/cactuses"},
      {"soliloquy", "soliloquies"},
      {"blouse", "blouses"},
      {"laboratory", "laboratories"},
      {"50%", ""},
  };
  for (const auto& [singular, plural] : rows) {
    INFO(singular);
    CHECK(all_forms(singular, PartOfSpeech::noun, Form::plural) == plural);
  }
}

TEST_CASE("adjectives are compared with endings or with more and most", "[inflection]") {
  const std::tuple<const char*, const char*, const char*> rows[] = {
      {"big", "bigger", "biggest"},
      {"fresh", "fresher", "freshest"},
      {"loyal", "more loyal", "most loyal"},
      {"slow", "slower", "slowest"},
      {"large", "larger", "largest"},
      {"happy", "happier", "happiest"},
      {"simple", "simpler", "simplest"},
      {"narrow", "narrower", "narrowest"},
      {"good", "better", "best"},
      {"bad", "worse", "worst"},
      {"far", "further/farther", "furthest/farthest"},
      {"recent", "more recent", "most recent"},
      {"tired", "more tired", "most tired"},
      {"beautiful", "more beautiful", "most beautiful"},
      {"ordinary", "more ordinary", "most ordinary"},
      {"well-known", "more well-known", "most well-known"},
      {"easy* to use", "easier to use", "easiest to use"},
      {"free of charge", "more free of charge", "most free of charge"},
      {"common", "commoner/more common", "commonest/most common"},
      {"free", "freer", "freest"},
      {"dry", "drier/dryer", "driest/dryest"},
  };
  for (const auto& [positive, comparative, superlative] : rows) {
    INFO(positive);
    CHECK(all_forms(positive, PartOfSpeech::adjective, Form::comparative) == comparative);
    CHECK(all_forms(positive, PartOfSpeech::adjective, Form::superlative) == superlative);
  }
}

TEST_CASE("spelling follows the preference", "[inflection]") {
  CHECK(all_forms("travel", PartOfSpeech::verb, Form::past, Spelling::british) == "travelled");
  CHECK(all_forms("travel", PartOfSpeech::verb, Form::past, Spelling::american) == "traveled");
  CHECK(all_forms("get", PartOfSpeech::verb, Form::past_participle, Spelling::british) == "got");
  CHECK(all_forms("organize", PartOfSpeech::verb, Form::past, Spelling::british) == "organised");
  CHECK(all_forms("colour", PartOfSpeech::noun, Form::base, Spelling::american) == "color");
  CHECK(all_forms("colour", PartOfSpeech::noun, Form::base) == "colour/color");
  CHECK(inflector().respell("the colourful centre of the laboratory", Spelling::american) ==
        "the colorful center of the laboratory");
  CHECK(inflector().respell("humorous labor organization in colorado", Spelling::british) ==
        "humorous labour organisation in colorado");
  CHECK(inflector().respell("size prize realistic", Spelling::british) == "size prize realistic");
  CHECK(inflector().respell("rise advise realism", Spelling::american) == "rise advise realism");
}

TEST_CASE("lemmas carry their head mark", "[inflection]") {
  CHECK(parse_lemma("cut* down") == Lemma{"cut down", 0});
  CHECK(parse_lemma("cut down") == Lemma{"cut down", Lemma::kUnmarked});
  CHECK(head_of(parse_lemma("state of the art"), PartOfSpeech::noun) == 0);
  CHECK(head_of(parse_lemma("heart attack"), PartOfSpeech::noun) == 1);
  CHECK(head_of(parse_lemma("fast track*"), PartOfSpeech::verb) == 1);
}

TEST_CASE("plurals are recognised", "[inflection]") {
  for (const char* noun : {"countries", "games", "surfaces", "talks"}) CHECK(inflector().looks_plural(noun));
  for (const char* noun : {"bus", "glass", "analysis", "politics", "series", "lens", "game", "news"}) {
    CHECK_FALSE(inflector().looks_plural(noun));
  }
}

TEST_CASE("a bad row of the table is an error with its line", "[inflection]") {
  const auto unknown = Inflector::from_table("# comment\nverb\tgo\twent\tgone\nadverb\tx\ty\n");
  REQUIRE_FALSE(unknown.ok());
  CHECK(unknown.error().code == ErrorCode::invalid_argument);
  CHECK(unknown.error().message.find("line 3") != std::string::npos);
  CHECK_FALSE(Inflector::from_table("noun\tman\n").ok());
  CHECK_FALSE(Inflector::from_table("adjective\tgood\tbetter\n").ok());
  CHECK(Inflector::from_table("").ok());
}

}  // namespace
}  // namespace unspin::lexicon
