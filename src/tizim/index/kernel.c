/* The inner loops of the index: which listed words is an asked word like, and which names could still reach the floor.
 *
 * Nothing here decides. Every number is an upper bound of what tizim.compare would find, so what is left out could not have
 * been an answer; what is left in is compared in full, in Python. The tests hold the bounds against that comparison.
 *
 * No library is called, nothing is allocated, no state is kept: all memory is the caller's (see kernel.py for the shapes).
 * A function that runs out of room in what it was given says how much it needs and is called again.
 */
#include <stdint.h>

/* What kernel.py must know: count it up with any change of a struct or of what a function takes. */
int32_t tz_version(void) { return 5; }

/* ---------------------------------------------------------------------------------------------------------- the tables */

enum { SOUNDS = 48, END = 255, LONGEST = 64, READINGS = 3 };
enum { WORD = 0, NUMBER = 1, INITIAL = 2, LEGAL = 3, JOINED = 4, ACRONYM = 5, CUT = 6, SMALL = 7 }; /* roles of a token */
enum { K_FORM, K_SOUND, K_NEAR_FORM, K_NEAR_SOUND, K_INITIAL, K_BARE, K_LINK, K_ACRONYM, K_HEARD, K_MADE_FORM, K_MADE_SOUND, K_SYLLABLE, K_VOWELLESS, K_HEARD_IN_HANGUL, K_CUT };
enum { WHOLE = 15, LAST_PLACE = 14 };                                    /* place of a key from which no letter was left out; of one from the 15th on */

typedef struct {
    int32_t substitute[2][SOUNDS][SOUNDS]; /* thousandths; [1]: where one side was read from a script without vowels */
    int32_t insert[2][SOUNDS];
    int32_t weight[2][SOUNDS];
    uint8_t soft[SOUNDS], longer[SOUNDS], short_at_end[SOUNDS];
    int32_t spelling, initial_vowel, final_vowel;
} Sounds;

typedef struct {
    double prior, same, transliterated, patronymic, joined, variant, translated, acronym, sound, spelling, vowelless, heard;
    double initial, sound_slip, slip, legal_form_same, number_same;
    double asked_alone, known_alone, both_alone, asked_elsewhere, known_elsewhere, elsewhere_in_place, cut_off, weak_alias;
    double whole_name, whole_single, whole_but_generic, contained, known_contained, contained_in_all, single_part, single_asked, most_of_whole;
    double most_of_word, most_of_translation, most_of_initial, nats_per_consonant;
    double number_alone, initial_conflict, number_conflict, legal_form_conflict, other_in_place, shared_beside_other, own_name_other, out_of_order, most_per_nat;
    double sound_bar, short_sound_bar, spelling_bar, joined_bar, father_bar, same_elsewhere, same_in_others, generic_left_over;
    int32_t longest_short, shortest_near;
    int32_t second_look; /* whether kernel_pairing.h speaks of these rules */
} Rules;

typedef struct {
    const uint32_t *key_rest; /* of each hash, the 32 bits behind those that say its bucket */
    const int32_t *key_token;
    const uint8_t *key_what; /* its kind, and 16 times its place */
    const uint32_t *key_bucket; /* 2^bucket_bits + 1 starts */
    int64_t keys, bucket_bits;
    const float *token_rarity, *token_own, *token_weight;
    const uint8_t *token_role, *token_script;
    const uint32_t *token_sound_start, *token_form_start;
    const uint8_t *token_sound, *token_form; /* readings, each ended by END; forms of the words that a joined one is of */
    const uint32_t *token_made_start; /* what it is made of: a father's name, a name within a family name */
    const uint8_t *token_made, *token_flags;
    const uint32_t *form_start; /* the forms of words in the order of their letters: where each starts, and whose it is */
    const int32_t *form_token;
    int64_t forms;
    const uint32_t *token_start;
    const int32_t *token_entity;
    int64_t tokens;
    const uint32_t *name_token_start;
    const int32_t *name_token; /* of its parts in their order, then of neighbours as one and of initials */
    const uint8_t *name_parts;  /* how many parts it has; 0 where it has more than fit */
    const uint8_t *name_span;   /* of each token: the first part it is, and 16 times how many (0: its initials) */
    const float *name_weight;
    const uint8_t *name_flags;
    const int32_t *entity_name; /* first name of each entity, and the end */
    const int32_t *entity_dataset;
    const uint8_t *entity_schema;
    const int16_t *entity_born_from, *entity_born_to;
    const uint64_t *entity_countries;
    int64_t entities;
    const uint8_t *unvowelled; /* by script number */
} Index;

enum { KNOWN_NAME = 1, FATHER = 2, DAUGHTER = 4 }; /* flags of a token: tables know which given name it is or is made of; it is a father's name, of a daughter */
enum { WEAK = 1, ALL_WORDS = 2 }; /* flags of a name: its publisher calls it weak; the absence of each part counts in full */

typedef struct {
    double rarity, own;
    int32_t role, script, person;
    int32_t readings, sounds_length, form_length, bare_length;
    int32_t made, known_name;
} Look; /* followed by its sounds (readings, each ended by END), its form, and the sounds of what it is made of */

typedef struct {
    double rarity, own;
    int32_t role, script, person, readings, form_length, bare_length, made, known_name;
    const uint8_t *sounds, *form, *made_of;
} Part;

static Part part_of(const Look *look) {
    const uint8_t *sounds = (const uint8_t *)(look + 1), *form = sounds + look->sounds_length;
    return (Part){look->rarity, look->own, look->role, look->script, look->person, look->readings, look->form_length,
                  look->bare_length, look->made, look->known_name, sounds, form, form + look->form_length};
}

/* ------------------------------------------------------------------------------------------------------------- hashes */

/* 64 bits of a text with one letter left out (none where out < 0): the same on every machine. */
static uint64_t hash_without(const uint8_t *text, int64_t length, int64_t out) {
    uint64_t hash = 0xcbf29ce484222325ULL;
    for (int64_t i = 0; i < length; i++)
        if (i != out) hash = (hash ^ text[i]) * 0x100000001b3ULL;
    hash ^= hash >> 33;
    hash *= 0xff51afd7ed558ccdULL;
    hash ^= hash >> 33;
    hash *= 0xc4ceb9fe1a85ec53ULL;
    return hash ^ (hash >> 33);
}

static int64_t length_to(const uint8_t *text, uint8_t end) {
    int64_t length = 0;
    while (text[length] != end) length++;
    return length;
}

/* texts: `count` of them, each ended by 0, the first PREFIX letters of each saying its kind. */
void tz_hashes(const uint8_t *texts, int64_t count, uint64_t *out) {
    for (int64_t i = 0; i < count; i++) {
        int64_t length = length_to(texts, 0);
        out[i] = hash_without(texts, length, -1);
        texts += length + 1;
    }
}

enum { PREFIX = 2 };

/* The place of a key from which the letter at `out` was left out (none where it is below 0). */
static uint8_t place_of(int64_t out) { return out < 0 ? WHOLE : out < LAST_PLACE ? (uint8_t)out : LAST_PLACE; }

/* Each text as keys: itself, and where its kind is near, itself with each letter left out. Returns how many; writes them
 * only where there is room. which: the text that each is of. */
int64_t tz_keys(const uint8_t *texts, const uint8_t *kinds, int64_t count, uint64_t *hashes, uint8_t *places, int32_t *which, int64_t room) {
    int64_t made = 0;
    for (int64_t i = 0; i < count; i++) {
        int64_t length = length_to(texts, 0);
        int near = kinds[i] == K_NEAR_FORM || kinds[i] == K_NEAR_SOUND;
        for (int64_t out = -1; out < (near ? length - PREFIX : 0); out++) {
            if (made < room) {
                hashes[made] = hash_without(texts, length, out < 0 ? -1 : out + PREFIX);
                places[made] = place_of(out);
                which[made] = (int32_t)i;
            }
            made++;
        }
        texts += length + 1;
    }
    return made;
}

/* The rows of a hash, from the one returned on to `end`: another one may be among them once in billions, which is looked at in vain. */
static int64_t rows_of(const Index *index, uint64_t hash, int64_t *end) {
    uint64_t bucket = hash >> (64 - index->bucket_bits);
    uint32_t rest = (uint32_t)(hash >> (32 - index->bucket_bits));
    int64_t low = index->key_bucket[bucket], high = index->key_bucket[bucket + 1];
    int64_t last = high;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (index->key_rest[middle] < rest)
            low = middle + 1;
        else
            high = middle;
    }
    for (*end = low; *end < last && index->key_rest[*end] == rest;) ++*end;
    return low;
}

/* ------------------------------------------------------------------------------------------------------------- alike */

static int32_t length_of(const uint8_t *sounds) { return (int32_t)length_to(sounds, END); }

/* tizim.text.sound.distance, in thousandths; FAR where it is more than `limit` */
enum { FAR = 1 << 28 };

static int32_t distance(const Sounds *table, int vowelless, const uint8_t *left, int32_t n, const uint8_t *right, int32_t m, int32_t limit) {
    int32_t row[LONGEST + 1];
    row[0] = 0;
    for (int32_t j = 0; j < m; j++) row[j + 1] = row[j] + table->insert[vowelless][right[j]];
    for (int32_t i = 0; i < n; i++) {
        const int32_t *costs = table->substitute[vowelless][left[i]];
        int32_t drop = table->insert[vowelless][left[i]];
        int32_t corner = row[0], best = row[0] = corner + drop, least_of_row = best;
        for (int32_t j = 0; j < m; j++) {
            int32_t above = row[j + 1];
            best += table->insert[vowelless][right[j]];
            int32_t across = corner + costs[right[j]], down = above + drop;
            if (across < best) best = across;
            if (down < best) best = down;
            corner = above;
            row[j + 1] = best;
            if (best < least_of_row) least_of_row = best;
        }
        if (least_of_row > limit) return FAR;
    }
    return row[m];
}

/* tizim.text.sound.sounds_like of two strings of sounds that are not of one form; 0 where it is less than `least_alike` */
static double sounds_like(const Sounds *table, int vowelless, const uint8_t *left, int32_t n, const uint8_t *right, int32_t m,
                          double least_alike) {
    if (n > LONGEST) n = LONGEST;
    if (m > LONGEST) m = LONGEST;
    if (!n || !m) return 0.0;
    int same = n == m;
    for (int32_t i = 0; same && i < n; i++) same = left[i] == right[i];
    if (same) return 1.0 - table->spelling / 1000.0;
    int32_t one = 0, other = 0;
    for (int32_t i = 0; i < n; i++) one += table->weight[vowelless][left[i]];
    for (int32_t j = 0; j < m; j++) other += table->weight[vowelless][right[j]];
    int32_t whole = one > other ? one : other;
    int32_t cost = distance(table, vowelless, left, n, right, m, (int32_t)((1.0 - least_alike) * whole));
    if (cost == FAR) return 0.0;
    if (vowelless) {
        if (table->soft[left[0]] != table->soft[right[0]]) cost += table->initial_vowel;
        uint8_t a = left[n - 1], b = right[m - 1];
        if (table->longer[a] != table->longer[b] && !table->short_at_end[a] && !table->short_at_end[b]) cost += table->final_vowel;
    }
    double alike = 1.0 - table->spelling / 1000.0 - (double)cost / whole;
    return alike > 0.0 ? alike : 0.0;
}

double tz_sounds_like(const Sounds *table, int vowelless, const uint8_t *left, int32_t n, const uint8_t *right, int32_t m) {
    return sounds_like(table, vowelless, left, n, right, m, 0.0);
}

/* Optimal string alignment: edits of a letter, and swaps of neighbours. */
static int32_t edits(const uint8_t *left, int32_t n, const uint8_t *right, int32_t m) {
    int32_t rows[3][LONGEST + 1], *before = rows[0], *above = rows[1], *row = rows[2];
    for (int32_t j = 0; j <= m; j++) above[j] = j;
    for (int32_t i = 1; i <= n; i++) {
        row[0] = i;
        for (int32_t j = 1; j <= m; j++) {
            int32_t best = above[j - 1] + (left[i - 1] != right[j - 1]);
            if (above[j] + 1 < best) best = above[j] + 1;
            if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
            if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1] && before[j - 2] + 1 < best)
                best = before[j - 2] + 1;
            row[j] = best;
        }
        int32_t *spare = before;
        before = above, above = row, row = spare;
    }
    return above[m];
}

/* tizim.compare.tokens.spelled_alike; 1 where a form is longer than what is compared here */
double tz_spelled_alike(const uint8_t *left, int32_t n, const uint8_t *right, int32_t m) {
    int32_t longest = n > m ? n : m, apart = n > m ? n - m : m - n;
    if (longest < 3 || apart > 2) return 0.0;
    if (longest > LONGEST) return 1.0;
    return 1.0 - (double)edits(left, n, right, m) / longest;
}

/* ------------------------------------------------------------------------- what an asked word and a listed one can say */

static double least(double a, double b) { return a < b ? a : b; }
static double most(double a, double b) { return a > b ? a : b; }

typedef struct {
    double evidence, quality;
} Bound;

/* What would speak against a meeting says nothing: see compare.tokens.met. */
static void take(Bound *bound, double evidence, double quality) {
    bound->evidence = most(bound->evidence, most(evidence, 0.0));
    bound->quality = most(bound->quality, quality);
}

/* The most that one of some strings of sounds is like one of others; 0 where that is less than `least_alike`. */
static double most_alike(const Sounds *table, int vowelless, const uint8_t *left, int32_t count, const uint8_t *right, const uint8_t *end,
                         double least_alike) {
    double alike = 0.0;
    for (; right < end; right += length_of(right) + 1) {
        int32_t m = length_of(right);
        const uint8_t *sounds = left;
        for (int32_t one = 0; one < count; one++) {
            int32_t n = length_of(sounds);
            alike = most(alike, sounds_like(table, vowelless, sounds, n, right, m, most(alike, least_alike)));
            sounds += n + 1;
        }
    }
    return alike;
}

/* The most that the sounds of each of some words (readings, ends[i] where those of the next begin) are like those of one. */
void tz_most_alike(const Sounds *table, const uint8_t *left, int32_t count, const uint8_t *words, const int64_t *ends, int64_t n, double *out) {
    int64_t start = 0;
    for (int64_t i = 0; i < n; i++) {
        out[i] = most_alike(table, 0, left, count, words + start, words + ends[i], 0.0);
        start = ends[i];
    }
}

/* Whether one may be a patronymic of, or a family name made of, the other, or both of one name. */
static int may_be_made_of_it(const Sounds *table, const Rules *rules, const Index *index, const Part *asked, int32_t token) {
    if (asked->known_name && index->token_flags[token] & KNOWN_NAME) return 1;
    const uint8_t *known = index->token_sound + index->token_sound_start[token];
    const uint8_t *end = index->token_sound + index->token_sound_start[token + 1];
    const uint8_t *made = index->token_made + index->token_made_start[token];
    const uint8_t *end_made = index->token_made + index->token_made_start[token + 1];
    return most_alike(table, 0, asked->made_of, asked->made, made, end_made, rules->father_bar) >= rules->father_bar ||
           most_alike(table, 0, asked->made_of, asked->made, known, end, rules->father_bar) >= rules->father_bar ||
           most_alike(table, 0, asked->sounds, asked->readings, made, end_made, rules->father_bar) >= rules->father_bar;
}

/* By sound and by spelling. common: nats of what both share at most. */
static void by_likeness(const Sounds *table, const Rules *rules, const Index *index, const Part *asked, int32_t token, double common,
                        Bound *bound) {
    const uint8_t *known = index->token_sound + index->token_sound_start[token];
    const uint8_t *end = index->token_sound + index->token_sound_start[token + 1];
    int vowelless = index->unvowelled[asked->script] != index->unvowelled[index->token_script[token]];
    double alike = most_alike(table, vowelless, asked->sounds, asked->readings, known, end, rules->sound_bar);
    const uint8_t *form = index->token_form + index->token_form_start[token];
    int32_t length = index->token_form_start[token + 1] > index->token_form_start[token] ? length_of(form) : 0;
    int32_t shortest = length < asked->form_length ? length : asked->form_length;
    if (asked->role == JOINED || index->token_role[token] == JOINED) {
        if (alike >= rules->joined_bar) take(bound, common * (rules->joined + rules->sound_slip * (1.0 - alike)), alike);
        return;
    }
    if (alike >= (shortest < rules->longest_short ? rules->short_sound_bar : rules->sound_bar))
        take(bound, common * (rules->sound + rules->sound_slip * (1.0 - alike)), alike);
    if (asked->script == index->token_script[token]) {
        double near = tz_spelled_alike(asked->form, asked->form_length, form, length);
        if (near >= rules->spelling_bar) take(bound, common * (rules->spelling + rules->slip * (1.0 - near)), near);
    }
}

/* kinds: bits of the kinds of key that both share; cap: nats that the shared keys can tell at most. */
static Bound bound_of(const Sounds *table, const Rules *rules, const Index *index, const Part *asked, int32_t token, uint32_t kinds,
                      double cap) {
    Bound bound = {-1.0, 0.0};
    double known = index->token_rarity[token], own = index->token_own[token];
    double common = least(asked->rarity, known);
    /* Neighbours meet neighbours only where a blank stands elsewhere. */
    if (asked->role == JOINED && index->token_role[token] == JOINED) kinds &= 1u << K_FORM;
    if (asked->role == SMALL || index->token_role[token] == SMALL) {
        /* A word may be a title or particle misspelled, and says nothing then; two of those are nobody's concern. */
        int word = asked->role == WORD || index->token_role[token] == WORD;
        if (word && kinds & (1u << K_FORM | 1u << K_SOUND | 1u << K_VOWELLESS)) take(&bound, 0.0, 1.0);
        return bound;
    }
    if (kinds & 1u << K_FORM) {
        if (asked->role == NUMBER)
            take(&bound, rules->number_same, 1.0);
        else if (asked->role == LEGAL)
            take(&bound, rules->legal_form_same, 1.0);
        else
            take(&bound, rules->same * least(most(asked->rarity, asked->own), most(known, own)), 1.0);
    }
    int whole = asked->role != JOINED && index->token_role[token] != JOINED;
    if (whole && (kinds & 1u << K_MADE_FORM || (kinds & 1u << K_MADE_SOUND && may_be_made_of_it(table, rules, index, asked, token))))
        take(&bound, rules->patronymic * common, 0.95);
    if (kinds & 1u << K_LINK) {
        double says = asked->person ? rules->variant * common : rules->translated * least(common, rules->most_of_translation);
        take(&bound, says, 0.95);
    }
    if (kinds & 1u << K_SYLLABLE) take(&bound, rules->transliterated * common, 0.97);
    /* One of the two is written without vowels. */
    if (kinds & 1u << K_VOWELLESS) take(&bound, rules->vowelless * least(common, rules->nats_per_consonant * asked->bare_length), 0.94);
    if (kinds & (1u << K_HEARD | 1u << K_HEARD_IN_HANGUL)) take(&bound, rules->heard * common, 1.0);
    if (kinds & 1u << K_CUT) take(&bound, rules->cut_off * common, 0.96);
    if (kinds & 1u << K_INITIAL) take(&bound, rules->initial * rules->most_of_initial, 0.9);
    if (kinds & 1u << K_ACRONYM) take(&bound, rules->acronym * cap, 0.93);
    if (asked->role == ACRONYM) take(&bound, rules->acronym * asked->rarity, 0.93);
    if (kinds & (1u << K_SOUND | 1u << K_NEAR_FORM | 1u << K_NEAR_SOUND))
        by_likeness(table, rules, index, asked, token, least(common, cap), &bound);
    return bound;
}

/* Where the rows of a key are, and what was left out of the text it is of. */
typedef struct {
    int64_t row;
    int32_t rows, text;
    int32_t place;
} Sought;

typedef struct {
    int32_t *token; /* `room` places, a power of two: -1 everywhere between calls */
    uint32_t *kinds;
    float *cap;
    int32_t *found;
    float *evidence, *quality; /* room */
    int64_t room;
    Sought *sought; /* keys */
    int64_t keys;
} Looking;

enum { MORE_KEYS = -1, MORE_ROOM = -2, MORE_OUT = -3 }; /* what was too small; told[0] says what it must be */

static int64_t tell(int64_t *told, int64_t needed, int64_t what) {
    told[0] = needed;
    return what;
}

/* The rows of every key of some texts (each ended by 0, of a kind): themselves, and with each letter left out where the kind
 * is near. Returns how many rows, or less than 0. */
static int64_t seek(const Index *index, const uint8_t *texts, const uint8_t *kinds, int64_t count, const Looking *looking, int64_t *keys,
                    int64_t *told) {
    int64_t made = 0, rows = 0;
    for (int64_t i = 0; i < count; i++) {
        int64_t length = length_to(texts, 0);
        int near = kinds[i] == K_NEAR_FORM || kinds[i] == K_NEAR_SOUND;
        int64_t outs = near ? length - PREFIX : 0;
        if (made + outs + 1 > looking->keys) return tell(told, 2 * (made + outs + 1), MORE_KEYS);
        for (int64_t out = -1; out < outs; out++) {
            uint64_t hash = hash_without(texts, length, out < 0 ? -1 : out + PREFIX);
            int64_t end, row = rows_of(index, hash, &end);
            if (end == row) continue;
            looking->sought[made++] = (Sought){row, (int32_t)(end - row), (int32_t)i, place_of(out)};
            rows += end - row;
        }
        texts += length + 1;
    }
    *keys = made;
    return rows;
}

static uint64_t slot_of(const int32_t *tokens, int32_t token, uint64_t mask) {
    uint64_t slot = (uint64_t)token * 0x9e3779b97f4a7c15ULL >> 32 & mask;
    while (tokens[slot] >= 0 && tokens[slot] != token) slot = (slot + 1) & mask;
    return slot;
}

/* Tokens that share a key with a part, with bounds of what they say: tokens, evidence and quality, one array after the other,
 * to `out`, which holds `out_room` of all three. Returns how many, and how many entities hold them in told[0]; or less than 0. */
int64_t tz_expand(const Index *index, const Sounds *table, const Rules *rules, const Look *look, const uint8_t *texts, const uint8_t *kinds,
                  const float *caps, int64_t count, const Looking *looking, int32_t *out, int64_t out_room, int64_t *told) {
    int64_t keys, rows = seek(index, texts, kinds, count, looking, &keys, told);
    if (rows < 0) return rows;
    int64_t size = 16;
    while (size < rows * 2) size *= 2;
    if (size > looking->room) return tell(told, size, MORE_ROOM);
    const Part asked = part_of(look);
    int64_t found = 0;
    uint64_t mask = (uint64_t)size - 1;
    for (int64_t k = 0; k < keys; k++) {
        const Sought *key = &looking->sought[k];
        uint8_t ours = kinds[key->text];
        float cap = caps[key->text];
        for (int64_t row = key->row; row < key->row + key->rows; row++) {
            int32_t other = index->key_what[row] >> 4, apart = key->place > other ? key->place - other : other - key->place;
            if (apart > 1 && key->place != WHOLE && other != WHOLE) continue; /* what is left is the same, more than one edit apart */
            int32_t token = index->key_token[row];
            uint64_t slot = slot_of(looking->token, token, mask);
            if (looking->token[slot] < 0) {
                looking->token[slot] = token, looking->kinds[slot] = 0, looking->cap[slot] = 0;
                looking->found[found++] = token;
            }
            /* Kept under the weaker of both kinds: a form that another's patronymic was made of is no form both share. */
            uint8_t theirs = index->key_what[row] & 15, kind = ours > theirs ? ours : theirs;
            looking->kinds[slot] |= 1u << kind;
            if (cap > looking->cap[slot]) looking->cap[slot] = cap;
        }
    }
    int64_t kept = 0;
    for (int64_t i = 0; i < found; i++) {
        int32_t token = looking->found[i];
        uint64_t slot = slot_of(looking->token, token, mask);
        Bound bound = bound_of(table, rules, index, &asked, token, looking->kinds[slot], looking->cap[slot]);
        if (bound.evidence >= 0.0) {
            looking->evidence[kept] = (float)bound.evidence + 1e-4f;
            looking->quality[kept] = (float)least(bound.quality + 1e-5, 1.0);
            looking->found[kept++] = token;
        }
    }
    for (int64_t slot = 0; found && slot < size; slot++) looking->token[slot] = -1;
    if (kept > out_room) return tell(told, kept, MORE_OUT);
    float *evidence = (float *)(out + kept), *quality = evidence + kept;
    told[0] = 0;
    for (int64_t i = 0; i < kept; i++) {
        out[i] = looking->found[i], evidence[i] = looking->evidence[i], quality[i] = looking->quality[i];
        told[0] += index->token_start[out[i] + 1] - index->token_start[out[i]];
    }
    return kept;
}

/* Words that go on where a form ends, maybe more than once each. Returns how many; writes them only where there is room. */
int64_t tz_longer(const Index *index, const uint8_t *form, int64_t length, int32_t *out, int64_t room) {
    int64_t low = 0, high = index->forms;
    while (low < high) { /* the first that is not before the form; what ends a form comes after every letter */
        int64_t middle = low + (high - low) / 2, place = 0;
        const uint8_t *known = index->token_form + index->form_start[middle];
        while (place < length && known[place] == form[place]) place++;
        if (place < length && known[place] < form[place])
            low = middle + 1;
        else
            high = middle;
    }
    int64_t found = 0;
    for (; low < index->forms; low++) {
        const uint8_t *known = index->token_form + index->form_start[low];
        int64_t place = 0;
        while (place < length && known[place] == form[place]) place++;
        if (place < length) break;
        if (known[length] == END) continue;
        if (found < room) out[found] = index->form_token[low];
        found++;
    }
    return found;
}

/* ------------------------------------------------------------------------------------------- which names could it be? */

typedef struct {
    int32_t first, length; /* the parts asked that it is: one, neighbours, or all of them (an acronym) */
    int32_t acronym;
    int32_t in_others; /* it stands in another name of who is asked about: a listed part that is like it is not held against this one */
    int64_t tokens;
    int64_t volume; /* how many entities hold them, counted for each */
    const int32_t *token; /* as tz_expand wrote them: evidence and quality stand behind */
} Unit;

static const float *evidence_of(const Unit *unit) { return (const float *)(unit->token + unit->tokens); }
static const float *quality_of(const Unit *unit) { return evidence_of(unit) + unit->tokens; }

/* What is asked, as kernel.py packs it: followed by its units, then by the weight and the rarity of each part, by what it is
 * (see kernel_pairing.h), and by its letter where it is an initial. */
typedef struct {
    int32_t parts, units, initials, titles;
    int32_t cut; /* the unit that is a word cut off, or -1 */
    int32_t born, born_from, born_to;
    double floor, gender, birth_best, birth_off, country_same, country_conflict;
    uint64_t countries;
} Asked;

typedef struct {
    int32_t parts, units, initials, titles, cut;
    const float *weight, *rarity;
    const uint8_t *kind;   /* what each part is: see kernel_pairing.h */
    const uint8_t *letter; /* of each that is an initial */
    const Unit *unit;
    double floor;
    const uint8_t *datasets; /* which are asked */
    const float *of_schema; /* what its kind adds */
    double gender, birth_best, birth_off, country_same, country_conflict;
    int32_t born, born_from, born_to;
    uint64_t countries;
} Query;

static Query query_of(const Asked *asked, const float *of_schema, const uint8_t *datasets) {
    const Unit *unit = (const Unit *)(asked + 1);
    const float *weight = (const float *)(unit + asked->units), *rarity = weight + asked->parts;
    const uint8_t *kind = (const uint8_t *)(rarity + asked->parts);
    return (Query){asked->parts, asked->units, asked->initials, asked->titles, asked->cut, weight, rarity, kind, kind + asked->parts,
                   unit, asked->floor, datasets, of_schema, asked->gender, asked->birth_best, asked->birth_off, asked->country_same,
                   asked->country_conflict, asked->born, asked->born_from, asked->born_to, asked->countries};
}

#include "kernel_pairing.h"

static int tells(const Query *query, int32_t part) { return (query->kind[part] & P_TELLS) != 0; } /* by itself */

typedef struct {
    int32_t *slot;                     /* room places, -1 everywhere between calls: where the chain of a token begins */
    int32_t *slot_token;               /* room */
    int32_t *chain, *chain_unit;       /* one for each token of each unit */
    float *chain_evidence, *chain_quality;
    int64_t room, chains;
    int32_t *place;                    /* of each entity among those looked at; -1 everywhere between calls */
    int32_t *touched;                  /* the entities looked at */
    void *cells;                       /* entities x units (8 bytes): what each unit finds in them at most */
    void *at_most;                     /* units (8 bytes) */
    float *evidence, *quality, *known; /* units, of one name */
    float *held, *best;                /* parts + 1: of one entity; and of the sum */
} Scratch;

static int32_t chain_of(const Scratch *scratch, uint64_t mask, int32_t token) {
    uint64_t slot = (uint64_t)token * 0x9e3779b97f4a7c15ULL >> 32 & mask;
    while (scratch->slot[slot] >= 0) {
        if (scratch->slot_token[slot] == token) return scratch->slot[slot];
        slot = (slot + 1) & mask;
    }
    return -1;
}

/* What the facts of an entity add at most: see index.bounds. */
static double facts_of(const Index *index, const Query *query, int32_t entity) {
    double bound = query->of_schema[index->entity_schema[entity]] + query->gender;
    if (query->born && index->entity_born_from[entity]) {
        int near = index->entity_born_from[entity] <= query->born_to && index->entity_born_to[entity] >= query->born_from;
        bound += near ? query->birth_best : query->birth_off;
    }
    uint64_t known = index->entity_countries[entity];
    if (query->countries && known) bound += known & query->countries ? query->country_same : query->country_conflict;
    return bound;
}

/* The same of every entity. */
void tz_facts(const Index *index, const Asked *asked, const float *of_schema, double *out) {
    const Query query = query_of(asked, of_schema, 0);
    for (int32_t entity = 0; entity < index->entities; entity++) out[entity] = facts_of(index, &query, entity);
}

typedef struct {
    int acronym;       /* a word met the initials of a whole name */
    int joined;        /* a listed token of several words met */
    int cut;           /* a listed word met that a field cut off: what stood after it is lost */
    int32_t in_others; /* listed words that stand in another name of who is asked about */
    double weight_of_others, others_say;
    double acronym_evidence;
} Met;

/* What each unit finds in one name at most, into scratch->evidence (-1 where nothing), quality and known. */
static Met meet_name(const Index *index, const Rules *rules, const Query *query, const Scratch *scratch, uint64_t mask, int32_t name) {
    Met met = {0};
    met.acronym_evidence = -1.0;
    for (int32_t u = 0; u < query->units; u++) scratch->evidence[u] = -1.0f, scratch->quality[u] = 0.0f, scratch->known[u] = 0.0f;
    for (int64_t at = index->name_token_start[name]; at < index->name_token_start[name + 1]; at++) {
        int32_t token = index->name_token[at];
        int other = 0;
        for (int32_t link = chain_of(scratch, mask, token); link >= 0; link = scratch->chain[link]) {
            int32_t u = scratch->chain_unit[link];
            if (query->unit[u].in_others) {
                other |= index->token_role[token] == WORD && scratch->chain_quality[link] >= rules->same_in_others;
                continue;
            }
            if (scratch->chain_evidence[link] > scratch->evidence[u]) scratch->evidence[u] = scratch->chain_evidence[link];
            if (scratch->chain_quality[link] > scratch->quality[u]) scratch->quality[u] = scratch->chain_quality[link];
            if (index->token_weight[token] > scratch->known[u]) scratch->known[u] = index->token_weight[token];
            if (index->token_role[token] == JOINED || index->token_role[token] == ACRONYM) met.joined = 1;
            if (query->unit[u].acronym || index->token_role[token] == ACRONYM) met.acronym = 1;
            if (query->unit[u].acronym && scratch->evidence[u] > met.acronym_evidence) met.acronym_evidence = scratch->evidence[u];
            if (index->token_role[token] == CUT) met.cut = 1;
        }
        if (other) {
            met.in_others++;
            met.weight_of_others += index->token_weight[token];
            met.others_say += rules->known_elsewhere * most(index->token_rarity[token], index->token_own[token]);
        }
    }
    return met;
}

/* Whether a listed word that counts in full met nothing. */
static int full_word_left(const Index *index, const Scratch *scratch, uint64_t mask, int32_t name) {
    for (int64_t at = index->name_token_start[name]; at < index->name_token_start[name + 1]; at++) {
        int32_t token = index->name_token[at];
        if (index->token_role[token] < JOINED && index->token_weight[token] > 0.999f && chain_of(scratch, mask, token) < 0) return 1;
    }
    return 0;
}

enum { LOOKING_UP = 16 }; /* what it costs to look an entity's words up, in entities that a word is held by */

static double kept_half(double quality) { return quality > 0.5 ? 2.0 * quality - 1.0 : 0.0; }

/* What a name adds at most, facts aside. elsewhere_too: whether a part asked for may stand in another name of the entity. */
static double name_bound(const Index *index, const Rules *rules, const Query *query, const Scratch *scratch, uint64_t mask, int32_t name,
                         uint8_t *elsewhere_too) {
    Met met = meet_name(index, rules, query, scratch, mask, name);
    const double tiny = 1e-3;
    int cut = query->cut >= 0 && scratch->evidence[query->cut] >= 0.0f;
    double left = 0.0, left_generic = 0.0, known = 0.0, quality = 1.0, telling = 1.0;
    int32_t here = 0, tell = 0, left_full = 0, left_count = 0, elsewhere = 0, held = 0;
    float *best = scratch->best;
    best[0] = 0.0f;
    for (int32_t i = 0; i < query->parts; i++) {
        double weight = query->weight[i], says = met.cut ? 0.0 : rules->asked_alone * weight, takes = 0.0, alike = 0.0;
        double sum = best[i];
        int is_met = 0, is_alike = 0;
        best[i + 1] = -1e9f;
        for (int32_t u = 0; u < query->units; u++) {
            const Unit *unit = &query->unit[u];
            if (unit->acronym || unit->in_others || scratch->evidence[u] < 0 || i < unit->first || i >= unit->first + unit->length) continue;
            is_met = 1;
            takes = most(takes, scratch->known[u]);
            if (unit->length == 1) {
                alike = most(alike, scratch->quality[u]), is_alike = 1;
                says = most(says, scratch->evidence[u]);
            } else {
                alike = 1.0, is_alike = 1;
                if (i == unit->first + unit->length - 1 && best[unit->first] + scratch->evidence[u] > best[i + 1])
                    best[i + 1] = best[unit->first] + scratch->evidence[u];
            }
        }
        tell += is_met && tells(query, i);
        if (weight > 0.0 && scratch->held[i] >= rules->same_elsewhere) { /* only words are looked for there */
            says = most(says, rules->asked_elsewhere * query->rarity[i]);
            if (!is_met) elsewhere++;
            /* What this name has just as well is not looked for in others; an initial is no word. */
            if (!is_alike || alike < rules->same_elsewhere + 0.01) *elsewhere_too = 1;
            held++, is_met = 1;
        }
        if (sum + says > best[i + 1]) best[i + 1] = (float)(sum + says);
        known += takes;
        if (is_met) {
            here++;
            if (is_alike && tells(query, i)) {
                telling *= alike;
                if (weight > 0.999) quality *= alike;
            }
        } else if (weight > 0) {
            left += weight, left_count++;
            if (weight > 0.999)
                left_full++;
            else
                left_generic += weight;
        }
    }
    double bound = best[query->parts];
    if (met.acronym_evidence >= 0.0) {
        /* It is all of the name asked. */
        bound = most(bound, met.acronym_evidence);
        left = left_generic = 0.0, left_full = left_count = 0;
        elsewhere = 0, here = tell = query->parts, telling = quality = 1.0;
    }
    if (met.cut) left = left_generic = 0.0, left_full = left_count = 0;
    double left_known = index->name_weight[name] - known - query->initials - met.weight_of_others;
    if (left_known < 0.0 || cut || met.acronym) left_known = 0.0;
    bound += query->initials * rules->initial * rules->most_of_initial;
    bound += rules->known_alone * left_known + met.others_say;
    int all_words = index->name_flags[name] & ALL_WORDS;
    if (all_words && left_generic == 0.0)
        bound += rules->both_alone * least(left_count, left_known);
    else
        bound += rules->both_alone * 0.5 * least(left, left_known);
    /* A part of another name of the entry may stand in the place of a listed one, which then is nobody else's other. */
    double spared = -rules->both_alone - rules->known_alone + rules->elsewhere_in_place;
    bound += (least(held, left_known) + least(met.in_others, left_count)) * most(spared, 0.0);
    if (met.in_others) bound += rules->contained_in_all;
    int all_asked = !left_full && left_generic <= rules->generic_left_over + tiny;
    int all_known = all_words ? left_known < 0.5 : left_known <= rules->generic_left_over + tiny;
    if (all_known && !all_words && !met.joined && !query->initials && !cut && !met.in_others && full_word_left(index, scratch, mask, name))
        all_known = 0;
    int single = here + query->initials + query->titles <= 1;
    int32_t said = 0;
    for (int32_t i = 0; i < query->parts; i++) said += tells(query, i);
    int several = said > 1 || index->name_weight[name] > 1.0 + tiny; /* words on either side */
    double whole = kept_half(telling), but_generic = kept_half(quality), bonus = 0.0;
    if (!tell && !query->initials)
        ; /* forms of law and titles are no name */
    else if (elsewhere && all_asked)
        bonus = most(rules->contained_in_all, left_generic > 0.0 && all_known ? rules->whole_but_generic : 0.0) * but_generic;
    else if (all_asked && all_known) {
        double as_whole = (single ? most(rules->whole_single, rules->whole_but_generic) : rules->whole_name) * whole;
        bonus = most(as_whole, most(rules->whole_but_generic, rules->contained) * but_generic);
    } else if (single && several)
        bonus = all_asked ? most(rules->single_asked, rules->single_part) : rules->single_part;
    else if (all_asked && !single)
        bonus = most(rules->contained, 0.0) * but_generic;
    /* What is asked may be left out of the listed one: then only what met of it counts for how good that is. */
    if (all_known && !single) bonus = most(bonus, rules->known_contained);
    bound += bonus;
    if (index->name_flags[name] & WEAK) bound += rules->weak_alias;
    return bound;
}

/* What a listed part is. */
static uint8_t kind_of(const Index *index, int32_t token) {
    static const uint8_t kinds[] = {P_WORD, P_NUMBER, P_INITIAL, P_LEGAL, 0, 0, 0, P_SMALL};
    uint8_t flags = index->token_flags[token];
    return kinds[index->token_role[token]] | (flags & FATHER ? P_FATHER : 0) | (flags & DAUGHTER ? P_DAUGHTER : 0);
}

enum { MOST_HOLDING = 64 };

/* Which words of an entity hold which parts asked; more than fit where there are more than MOST_HOLDING. */
typedef struct {
    int32_t count;
    int32_t token[MOST_HOLDING], part[MOST_HOLDING];
} Holding;

static void note_holding(Holding *holding, int32_t token, int32_t part) {
    for (int32_t one = 0; one < holding->count && one < MOST_HOLDING; one++)
        if (holding->token[one] == token && holding->part[one] == part) return;
    if (holding->count < MOST_HOLDING) holding->token[holding->count] = token, holding->part[holding->count] = part;
    holding->count++;
}

/* Parts asked that other names of the entity may hold: what this name has just as well is not looked for in them. */
static uint32_t held_by_others(const Index *index, const Rules *rules, const Query *query, const Scratch *scratch, const Holding *holding,
                               int32_t name) {
    uint32_t held = 0;
    for (int32_t i = 0; holding->count > MOST_HOLDING && i < query->parts; i++)
        if (query->weight[i] > 0.0f && scratch->held[i] >= rules->same_elsewhere) held |= 1u << i;
    for (int32_t one = 0; one < holding->count && holding->count <= MOST_HOLDING; one++) {
        int64_t at = index->name_token_start[name], end = index->name_token_start[name + 1];
        while (at < end && index->name_token[at] != holding->token[one]) at++;
        if (at == end && query->weight[holding->part[one]] > 0.0f) held |= 1u << holding->part[one];
    }
    return held;
}

/* Whether a listed word begins with a letter in one of its readings; a letter that is none of ASCII's may be any. */
static int begins(const Index *index, int32_t token, uint8_t letter) {
    if (index->token_role[token] != WORD) return 0;
    for (uint32_t at = index->token_form_start[token]; at < index->token_form_start[token + 1];) {
        const uint8_t *form = index->token_form + at;
        if (form[0] == letter || form[0] == UNREAD || letter == UNREAD) return 1;
        at += (uint32_t)length_to(form, END) + 1;
    }
    return 0;
}

/* The initials asked with the listed words that they may begin, which no key tells. Returns whether there was room for them. */
static int pair_initials(const Index *index, const Query *query, Pairing *pairing, const int32_t *tokens) {
    const Rules *rules = pairing->rules;
    for (int32_t i = 0; i < query->parts; i++)
        for (int32_t j = 0; query->kind[i] & P_INITIAL && j < pairing->known.parts; j++) {
            if (!begins(index, tokens[j], query->letter[i])) continue;
            if (pairing->meetings == MOST_MEETINGS) return 0;
            double nats = least(most(index->token_rarity[tokens[j]], 0.0), rules->most_of_initial);
            pairing->meeting[pairing->meetings++] = meeting_of(&pairing->asked, 1u << i, 1u << j, most(rules->initial * nats, 0.0), INITIAL_ALIKE, 0);
        }
    return 1;
}

/* The same bound where each part meets one other at most; no more than `bound`. */
static double second_look(const Index *index, const Rules *rules, const Query *query, const Scratch *scratch, const Holding *holding,
                          uint64_t mask, int32_t name, double bound, uint8_t *elsewhere_too) {
    int64_t first = index->name_token_start[name], end = index->name_token_start[name + 1];
    int32_t parts = index->name_parts[name];
    if (!rules->second_look || !parts || query->parts > MOST_PARTS) return bound;
    uint8_t kinds[MOST_PARTS];
    float weights[MOST_PARTS];
    for (int32_t j = 0; j < parts; j++) {
        int32_t token = index->name_token[first + j];
        kinds[j] = kind_of(index, token), weights[j] = index->token_weight[token];
    }
    Pairing pairing = {.rules = rules, .asked = side_of(query->kind, query->weight, query->parts), .known = side_of(kinds, weights, parts),
                       .rarity = query->rarity, .best = -1e9};
    for (int32_t j = 0; j < parts && pairing.titles < query->titles; j++) pairing.titles += (kinds[j] & P_SMALL) != 0;
    pairing.held = held_by_others(index, rules, query, scratch, holding, name);
    if (!pairing.held) *elsewhere_too = 0;
    for (int64_t at = first; at < end; at++) {
        int32_t span = index->name_span[at], place = span & 15, length = span >> 4;
        for (int32_t link = chain_of(scratch, mask, index->name_token[at]); link >= 0; link = scratch->chain[link]) {
            int32_t u = scratch->chain_unit[link];
            const Unit *unit = &query->unit[u];
            if (unit->in_others || pairing.meetings == MOST_MEETINGS) return bound;
            if (!length && index->token_role[index->name_token[at]] != ACRONYM) return bound;
            uint32_t asked = unit->acronym ? initialled(&pairing.asked) : ((1u << unit->length) - 1) << unit->first;
            uint32_t known = length ? ((1u << length) - 1) << place : initialled(&pairing.known);
            if (!asked || !known) return bound;
            pairing.meeting[pairing.meetings++] = meeting_of(&pairing.asked, asked, known, scratch->chain_evidence[link],
                                                             scratch->chain_quality[link], u == query->cut);
        }
    }
    if (!pair_initials(index, query, &pairing, index->name_token + first)) return bound;
    try_all(&pairing, 0, 0, 0, 0);
    if (pairing.tried > MOST_TRIED) return bound;
    double said = pairing.best + (index->name_flags[name] & WEAK ? rules->weak_alias : 0.0) + 1e-3;
    return least(bound, said);
}

/* What one unit finds in an entity at most; evidence below 0: nothing. */
typedef struct {
    float evidence, quality;
} Cell;

/* What no entity can exceed in which units find no more than this. */
static double bound_of_units(const Rules *rules, const Query *query, const Cell *cells, double facts, float *best) {
    double left_generic = 0.0, acronym = -1.0, quality = 1.0, others = 0.0;
    int32_t left_full = 0, here = 0, tell = 0;
    best[0] = 0.0f;
    for (int32_t u = 0; u < query->units; u++)
        if (query->unit[u].in_others && cells[u].evidence >= 0.0f)
            others += rules->known_elsewhere * rules->most_of_word + most(rules->contained_in_all, 0.0);
    for (int32_t i = 0; i < query->parts; i++) {
        double weight = query->weight[i], says = rules->asked_alone * weight, alike = 0.0;
        int is_met = 0;
        best[i + 1] = -1e9f;
        for (int32_t u = 0; u < query->units; u++) {
            const Unit *unit = &query->unit[u];
            if (unit->in_others || cells[u].evidence < 0.0f || i < unit->first || i >= unit->first + unit->length) continue;
            is_met = 1;
            if (unit->acronym)
                acronym = most(acronym, cells[u].evidence), alike = 1.0;
            else if (unit->length == 1) {
                says = most(says, most(cells[u].evidence, rules->asked_elsewhere * query->rarity[i]));
                alike = most(alike, cells[u].quality);
            } else {
                alike = 1.0;
                if (i == unit->first + unit->length - 1 && best[unit->first] + cells[u].evidence > best[i + 1])
                    best[i + 1] = best[unit->first] + cells[u].evidence;
            }
        }
        if (best[i] + says > best[i + 1]) best[i + 1] = (float)(best[i] + says);
        if (is_met) {
            here++, tell += tells(query, i);
            if (weight > 0.999) quality *= alike;
        } else if (weight > 0.999)
            left_full++;
        else
            left_generic += weight;
    }
    double bound = rules->prior + facts + others + most(best[query->parts], acronym) + query->initials * rules->initial * rules->most_of_initial;
    if (acronym >= 0.0) return bound + rules->most_of_whole;
    if (!left_full && left_generic <= rules->generic_left_over + 1e-3) return bound + most(rules->most_of_whole * kept_half(quality), rules->known_contained);
    if (rules->known_contained > 0.0) return bound + rules->known_contained;
    return bound + (tell && here + query->initials + query->titles <= 1 ? rules->single_part : 0.0);
}

/* A table from each token of the units to what they are like. */
static void chain_units(const Query *query, const Scratch *scratch, uint64_t mask) {
    int32_t link = 0;
    for (int32_t u = 0; u < query->units; u++)
        for (int64_t t = 0; t < query->unit[u].tokens; t++, link++) {
            int32_t token = query->unit[u].token[t];
            uint64_t slot = (uint64_t)token * 0x9e3779b97f4a7c15ULL >> 32 & mask;
            while (scratch->slot[slot] >= 0 && scratch->slot_token[slot] != token) slot = (slot + 1) & mask;
            scratch->chain[link] = scratch->slot[slot];
            scratch->slot[slot] = link, scratch->slot_token[slot] = token;
            scratch->chain_unit[link] = u;
            scratch->chain_evidence[link] = evidence_of(&query->unit[u])[t], scratch->chain_quality[link] = quality_of(&query->unit[u])[t];
        }
}

/* Names that could still reach the floor, with their bounds, and whether other names of their entity matter too. Returns how
 * many, or MORE_ROOM with the room it needs in told[0]; told[1]: how many entities were weighed. */
int64_t tz_search(const Index *index, const Rules *rules, const Asked *asked, const float *of_schema, const uint8_t *datasets,
                  const Scratch *scratch, int32_t *out_name, float *out_bound, uint8_t *out_elsewhere, int64_t room, int64_t *told) {
    const Query of_asked = query_of(asked, of_schema, datasets), *query = &of_asked;
    int64_t links = 0;
    for (int32_t u = 0; u < query->units; u++) links += query->unit[u].tokens;
    told[1] = 0;
    int64_t size = 16;
    while (size < links * 2) size *= 2;
    if (size > scratch->room || links > scratch->chains) return tell(told, size, MORE_ROOM);
    uint64_t mask = (uint64_t)size - 1;
    double facts = -1e9;
    for (int32_t s = 0; s < 256; s++) facts = most(facts, query->of_schema[s]);
    facts += query->gender + (query->born ? most(query->birth_best, 0.0) : 0.0) + (query->countries ? most(query->country_same, 0.0) : 0.0);

    /* The commonest units need not be looked through, as long as what holds nothing else cannot reach the floor; but whether
     * an entity has them must then be looked up, so that it has to be worth it. */
    Cell *at_most = scratch->at_most, *cells = scratch->cells;
    int64_t volume = 0;
    for (int32_t u = 0; u < query->units; u++) {
        at_most[u].evidence = -1.0f, at_most[u].quality = 0.0f;
        volume += query->unit[u].volume;
    }
    for (;;) {
        int32_t largest = -1;
        for (int32_t u = 0; u < query->units; u++)
            if (at_most[u].evidence < 0.0f && (largest < 0 || query->unit[u].volume > query->unit[largest].volume)) largest = u;
        if (largest < 0 || query->unit[largest].volume < LOOKING_UP * (volume - query->unit[largest].volume)) break;
        at_most[largest].evidence = 0.0f, at_most[largest].quality = 1.0f;
        for (int64_t t = 0; t < query->unit[largest].tokens; t++)
            if (evidence_of(&query->unit[largest])[t] > at_most[largest].evidence) at_most[largest].evidence = evidence_of(&query->unit[largest])[t];
        if (bound_of_units(rules, query, at_most, facts, scratch->best) >= query->floor) {
            at_most[largest].evidence = -1.0f, at_most[largest].quality = 0.0f;
            break;
        }
        volume -= query->unit[largest].volume;
    }

    /* What each of the others finds in which entities. */
    int64_t touched = 0, units = query->units;
    for (int32_t u = 0; u < units; u++) {
        if (at_most[u].evidence >= 0.0f) continue;
        for (int64_t t = 0; t < query->unit[u].tokens; t++) {
            int32_t token = query->unit[u].token[t];
            float evidence = evidence_of(&query->unit[u])[t], quality = quality_of(&query->unit[u])[t];
            for (int64_t at = index->token_start[token]; at < index->token_start[token + 1]; at++) {
                int32_t entity = index->token_entity[at], place = scratch->place[entity];
                if (place < 0) {
                    place = scratch->place[entity] = (int32_t)touched;
                    scratch->touched[touched++] = entity;
                    for (int32_t other = 0; other < units; other++) cells[place * units + other] = at_most[other];
                }
                Cell *cell = &cells[place * units + u];
                if (evidence > cell->evidence) cell->evidence = evidence;
                if (quality > cell->quality) cell->quality = quality;
            }
        }
    }
    int64_t kept = 0;
    int chained = 0;
    for (int64_t each = 0; each < touched; each++) {
        int32_t entity = scratch->touched[each];
        scratch->place[entity] = -1;
        if (!query->datasets[index->entity_dataset[entity]]) continue;
        double of_facts = facts_of(index, query, entity), start = rules->prior + of_facts;
        if (bound_of_units(rules, query, &cells[each * units], of_facts, scratch->best) < query->floor) continue;
        if (!chained) chain_units(query, scratch, mask), chained = 1;
        Holding holding = {.count = 0};
        for (int32_t i = 0; i < query->parts; i++) scratch->held[i] = 0.0f;
        for (int32_t name = index->entity_name[entity]; name < index->entity_name[entity + 1]; name++)
            for (int64_t place = index->name_token_start[name]; place < index->name_token_start[name + 1]; place++) {
                int32_t token = index->name_token[place];
                if (index->token_role[token] != WORD) continue;
                for (int32_t one = chain_of(scratch, mask, token); one >= 0; one = scratch->chain[one]) {
                    const Unit *unit = &query->unit[scratch->chain_unit[one]];
                    float quality = scratch->chain_quality[one];
                    if (unit->length != 1 || unit->acronym || unit->in_others) continue;
                    if (quality >= rules->same_elsewhere) note_holding(&holding, token, unit->first);
                    if (quality > scratch->held[unit->first]) scratch->held[unit->first] = quality;
                }
            }
        for (int32_t name = index->entity_name[entity]; name < index->entity_name[entity + 1]; name++) {
            uint8_t elsewhere = 0;
            double bound = start + name_bound(index, rules, query, scratch, mask, name, &elsewhere);
            if (bound < query->floor) continue;
            bound = start + second_look(index, rules, query, scratch, &holding, mask, name, bound - start, &elsewhere);
            if (bound < query->floor) continue;
            if (kept < room) out_name[kept] = name, out_bound[kept] = (float)bound, out_elsewhere[kept] = elsewhere;
            kept++;
        }
    }
    told[1] = touched;
    for (int64_t slot = 0; chained && slot < size; slot++) scratch->slot[slot] = -1;
    return kept;
}
