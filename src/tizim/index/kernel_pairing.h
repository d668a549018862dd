/* The second look at a name: what its words say at most if each meets one other and no more, and what then is left over in whose place.
 *
 * A part of kernel.c, which includes it. Every set of meetings that the bounds allow is tried, so the best of them is a bound
 * of what tizim.compare.agreement finds: the sums below are those of left_over.py, order.py and `_whole` there, and where one of
 * them depends on what is not known here, the best case is taken.
 */

enum { P_WORD = 1, P_NUMBER = 2, P_INITIAL = 4, P_SMALL = 8, P_LEGAL = 16, P_FATHER = 32, P_DAUGHTER = 64 };
enum { P_TELLS = P_WORD | P_NUMBER | P_INITIAL };                              /* what a part is, of a name asked or listed */
enum { MOST_PARTS = 31, MOST_MEETINGS = 24, MOST_TRIED = 4096, MOST_OTHERS = 3 }; /* beyond them there is no second look */

enum { UNREAD = '?' }; /* a letter that is none of ASCII's, as forms are kept */
#define INITIAL_ALIKE 0.9 /* an initial and a word that it begins, or another initial, at most */

/* One meeting that may be: which parts on either side, as bits. */
typedef struct {
    uint32_t asked, known;
    double evidence, quality;
    int8_t first_asked, last_asked, first_known, last_known;
    int8_t tells, part; /* an asked part of it says something by itself; is no title or particle */
    int8_t cut;         /* the asked one was cut off: what stands behind the listed one says nothing */
} Meeting;

/* One side: what its parts are, and as bits which are what. */
typedef struct {
    const uint8_t *kind;
    const float *weight;
    int32_t parts;
    uint32_t words, numbers, initials, legal, tells, fathers;
} Side;

typedef struct {
    const Rules *rules;
    Side asked, known;
    uint32_t held; /* parts asked that may stand in another name of the entry */
    const float *rarity;
    int32_t titles; /* that may have met one another */
    Meeting meeting[MOST_MEETINGS];
    int32_t meetings;
    const Meeting *chosen[MOST_PARTS];
    int32_t tried;
    double best;
} Pairing;

static Side side_of(const uint8_t *kind, const float *weight, int32_t parts) {
    Side side = {kind, weight, parts, 0, 0, 0, 0, 0, 0};
    for (int32_t i = 0; i < parts; i++) {
        uint32_t bit = 1u << i;
        if (kind[i] & P_WORD) side.words |= bit;
        if (kind[i] & P_NUMBER) side.numbers |= bit;
        if (kind[i] & P_INITIAL) side.initials |= bit;
        if (kind[i] & P_LEGAL) side.legal |= bit;
        if (kind[i] & P_TELLS) side.tells |= bit;
        if (kind[i] & P_FATHER) side.fathers |= bit;
    }
    return side;
}

static int32_t count_of(uint32_t bits) {
    int32_t count = 0;
    for (; bits; bits &= bits - 1) count++;
    return count;
}

static int32_t first_bit(uint32_t bits) {
    for (int32_t i = 0; i < 32; i++)
        if (bits >> i & 1) return i;
    return -1;
}

static int32_t last_bit(uint32_t bits) {
    for (int32_t i = 31; i >= 0; i--)
        if (bits >> i & 1) return i;
    return -1;
}

/* Parts whose first letters are an acronym's. */
static uint32_t initialled(const Side *side) { return side->words | side->numbers | side->legal; }

static Meeting meeting_of(const Side *side, uint32_t asked, uint32_t known, double evidence, double quality, int cut) {
    Meeting made = {asked, known, evidence, quality, (int8_t)first_bit(asked), (int8_t)last_bit(asked), (int8_t)first_bit(known),
                    (int8_t)last_bit(known), 0, 0, (int8_t)cut};
    for (int32_t i = 0; i < side->parts; i++)
        if (asked >> i & 1) {
            if (side->kind[i] & P_TELLS) made.tells = 1;
            if (!(side->kind[i] & P_SMALL)) made.part = 1;
        }
    return made;
}

/* The next part that is no particle or title; -1 before the first. */
static int32_t beside(const Side *side, int32_t place, int32_t step) {
    for (place += step; place >= 0 && place < side->parts && side->kind[place] & P_SMALL;) place += step;
    return place;
}

/* left_over.Left.same_place */
static int same_place(const Pairing *pairing, int32_t chosen, int32_t i, int32_t j) {
    int32_t before = beside(&pairing->asked, i, -1), other_before = beside(&pairing->known, j, -1);
    int32_t after = beside(&pairing->asked, i, 1), other_after = beside(&pairing->known, j, 1);
    if (before < 0 && other_before < 0) return 1;
    for (int32_t c = 0; c < chosen; c++) {
        const Meeting *one = pairing->chosen[c];
        if (one->last_asked == before && one->last_known == other_before) return 1;
        if (one->first_asked == after && one->first_known == other_after) return 1;
    }
    return 0;
}

/* The smallest share of absence with which a word asked stands in the place of a listed one; 0 where none does. */
static double in_place(const Pairing *pairing, int32_t chosen, uint32_t asked, uint32_t known) {
    double least_share = 0.0;
    for (int32_t i = 0; i < pairing->asked.parts; i++)
        for (int32_t j = 0; asked >> i & 1 && j < pairing->known.parts; j++)
            if (known >> j & 1 && same_place(pairing, chosen, i, j)) {
                double share = (pairing->asked.weight[i] + pairing->known.weight[j]) / 2.0;
                if (least_share == 0.0 || share < least_share) least_share = share;
            }
    return least_share;
}

/* Shares of absence of some parts, smallest first; returns how many. */
static int32_t shares_of(const Side *side, uint32_t parts, double *shares) {
    int32_t count = 0;
    for (int32_t i = 0; i < side->parts; i++)
        if (parts >> i & 1) {
            int32_t place = count++;
            for (; place && shares[place - 1] > side->weight[i]; place--) shares[place] = shares[place - 1];
            shares[place] = side->weight[i];
        }
    return count;
}

/* Words left over: as many as can be stand beside one another. elsewhere: in the place of so many others may stand what another
 * name of the entry holds. */
static double words_alone(const Pairing *pairing, uint32_t asked, uint32_t known, int32_t elsewhere) {
    const Rules *rules = pairing->rules;
    double ours[MOST_PARTS], theirs[MOST_PARTS], best = -1e9;
    double beside_another = (rules->asked_alone + rules->known_alone + rules->both_alone) / 2.0;
    int32_t n = shares_of(&pairing->asked, asked, ours), m = shares_of(&pairing->known, known, theirs);
    for (int32_t taken = 0; taken <= elsewhere && taken <= m; taken++) {
        int32_t there = m - taken, paired = n < there ? n : there;
        double sum = taken * rules->elsewhere_in_place;
        for (int32_t i = 0; i < n; i++) sum += ours[i] * (i < paired ? beside_another : rules->asked_alone);
        for (int32_t j = 0; j < there; j++) sum += theirs[j] * (j < paired ? beside_another : rules->known_alone);
        best = most(best, sum);
    }
    return best;
}

/* left_over._initials_alone: as few as can be of the initials asked that are left stand beside another letter. words: listed ones
 * left over of which so many may stand beside a word asked; one behind a particle may be begun by what its article begins with. */
static double initials_alone(const Pairing *pairing, int32_t initials, uint32_t left_known, int32_t beside_words) {
    const Side *known = &pairing->known;
    int32_t others = -beside_words;
    for (int32_t j = 0; j < known->parts; j++)
        if (left_known & known->words & 1u << j && !(j && known->kind[j - 1] & P_SMALL)) others++;
    others = (others > 0 ? others : 0) + count_of(left_known & known->initials);
    return pairing->rules->initial_conflict * (initials < others ? initials : others);
}

/* order._own_place: -1 where there is none */
static int32_t own_place(const Side *side, int32_t father) {
    if (father && side->kind[father - 1] & P_WORD && !(side->kind[father - 1] & P_FATHER)) return father - 1;
    for (int32_t i = father + 1; i < side->parts; i++)
        if (side->kind[i] & P_WORD) return i;
    return -1;
}

static uint32_t without(uint32_t bits, int32_t place) { return place < 0 ? bits : bits & ~(1u << place); }

/* How many parts that are the same speak of relatives: see order._one_father and order._own_name. */
static int32_t relatives(const Pairing *pairing, int32_t chosen, int32_t telling, uint32_t left, uint32_t left_known) {
    const Side *asked = &pairing->asked, *known = &pairing->known;
    int32_t shared = telling < MOST_OTHERS ? telling : MOST_OTHERS;
    for (int32_t c = 0; c < chosen; c++) {
        const Meeting *one = pairing->chosen[c];
        int32_t i = one->first_asked, j = one->first_known;
        if (!one->tells || !(asked->kind[i] & known->kind[j] & P_FATHER)) continue;
        int32_t own = own_place(asked, i), other = own_place(known, j);
        if (own >= 0 && other >= 0 && left >> own & 1 && left_known >> other & 1) return shared;
        if ((asked->kind[i] | known->kind[j]) & P_DAUGHTER || telling < 2) continue;
        if (without(left & asked->words, own) && without(left_known & known->words, other)) return shared;
    }
    int32_t first = first_bit(asked->words), other = first_bit(known->words);
    int both_left = first >= 0 && other >= 0 && left >> first & 1 && left_known >> other & 1;
    return telling >= 2 && both_left ? (telling - 1 < MOST_OTHERS ? telling - 1 : MOST_OTHERS) : 0;
}

/* agreement._only_generic */
static int only_generic(const Side *side, uint32_t left, double most_left) {
    double sum = 0.0;
    for (int32_t i = 0; i < side->parts; i++)
        if (left >> i & 1) {
            if (side->weight[i] <= 0.0f || side->weight[i] > 0.999f) return 0;
            sum += side->weight[i];
        }
    return sum <= most_left + 1e-3;
}

/* Whether a part asked later met a listed one that stands before. */
static int turned(const Pairing *pairing, int32_t chosen) {
    for (int32_t a = 0; a < chosen; a++)
        for (int32_t b = 0; b < chosen; b++) {
            const Meeting *one = pairing->chosen[a], *other = pairing->chosen[b];
            if (one->tells && other->tells && one->first_asked < other->first_asked && one->first_known > other->first_known) return 1;
        }
    return 0;
}

/* agreement._whole. elsewhere: parts asked that may stand in another name. */
static double as_whole(const Pairing *pairing, int32_t chosen, int32_t telling, double quality, uint32_t met_asked, uint32_t met_known) {
    const Rules *rules = pairing->rules;
    const Side *asked = &pairing->asked, *known = &pairing->known;
    uint32_t left = asked->tells & ~met_asked, left_known = known->tells & ~met_known;
    uint32_t elsewhere = pairing->held & asked->words & ~met_asked;
    double most_left = rules->generic_left_over, good = quality > 0.5 ? 2.0 * quality - 1.0 : 0.0;
    if (!telling) return 0.0;
    int generic = only_generic(asked, left & ~elsewhere, most_left) && only_generic(known, left_known, most_left);
    if (elsewhere) {
        double bonus = generic ? most(rules->whole_but_generic, 0.0) * good : 0.0;
        return left & ~elsewhere ? bonus : most(bonus, most(rules->contained_in_all * good, 0.0));
    }
    int32_t parts = 0, most_parts = pairing->titles;
    for (int32_t c = 0; c < chosen; c++) parts += pairing->chosen[c]->part, most_parts++;
    int single = most_parts <= 1, several = parts > 1;
    if (!left && !left_known) {
        double whole = single ? rules->whole_single : several ? rules->whole_name : most(rules->whole_single, rules->whole_name);
        return whole * good;
    }
    if (generic) return most(rules->whole_but_generic, rules->whole_single) * good;
    if (!left && !single) {
        double holds = rules->contained * good + (turned(pairing, chosen) ? rules->out_of_order : 0.0);
        return several ? holds : most(holds, 0.0);
    }
    if (single && (count_of(asked->tells) > 1 || count_of(known->tells) > 1)) return left ? rules->single_part : rules->single_asked;
    return 0.0;
}

/* What a set of meetings says at most, with all that is left over. */
static double said_by(const Pairing *pairing, int32_t chosen) {
    const Rules *rules = pairing->rules;
    const Side *asked = &pairing->asked, *known = &pairing->known;
    uint32_t met_asked = 0, met_known = 0;
    double sum = 0.0, telling_sum = 0.0, quality = 1.0;
    int32_t telling = 0;
    for (int32_t c = 0; c < chosen; c++) {
        const Meeting *one = pairing->chosen[c];
        met_asked |= one->asked, met_known |= one->known;
        if (one->cut) met_known |= ~((1u << one->last_known) - 1);
        if (one->tells)
            telling++, telling_sum += one->evidence, quality *= one->quality;
        else
            sum += one->evidence;
    }
    uint32_t left = ((1u << asked->parts) - 1) & ~met_asked, left_known = ((1u << known->parts) - 1) & ~met_known;
    uint32_t elsewhere = left & pairing->held & asked->words;
    int32_t initials = count_of(left & asked->initials);
    for (int32_t i = 0; i < asked->parts; i++)
        if (elsewhere >> i & 1) sum += rules->asked_elsewhere * pairing->rarity[i];
    sum += words_alone(pairing, left & asked->words & ~elsewhere, left_known & known->words, count_of(elsewhere));
    if (initials) sum += initials_alone(pairing, initials, left_known, count_of(left & asked->words));
    int32_t numbers = count_of(left & asked->numbers), known_numbers = count_of(left_known & known->numbers);
    sum += numbers && known_numbers ? rules->number_conflict : rules->number_alone * (numbers + known_numbers);
    if (left & asked->legal && left_known & known->legal) sum += rules->legal_form_conflict;
    double share = elsewhere ? 0.0 : in_place(pairing, chosen, left & asked->words, left_known & known->words);
    sum += rules->other_in_place * share;
    telling_sum *= 1.0 + rules->shared_beside_other * share / rules->most_per_nat;
    int32_t same = relatives(pairing, chosen, telling, left, left_known);
    if (left & asked->fathers && left_known & known->fathers) same += telling < MOST_OTHERS ? telling : MOST_OTHERS;
    sum += rules->own_name_other * same;
    return sum + telling_sum + as_whole(pairing, chosen, telling, quality, met_asked, met_known);
}

/* Tries every set of meetings from `next` on that leaves each part to one. */
static void try_all(Pairing *pairing, int32_t next, int32_t chosen, uint32_t met_asked, uint32_t met_known) {
    if (++pairing->tried > MOST_TRIED) return;
    pairing->best = most(pairing->best, said_by(pairing, chosen));
    for (; next < pairing->meetings; next++) {
        const Meeting *one = &pairing->meeting[next];
        if (one->asked & met_asked || one->known & met_known) continue;
        pairing->chosen[chosen] = one;
        try_all(pairing, next + 1, chosen + 1, met_asked | one->asked, met_known | one->known);
    }
}
