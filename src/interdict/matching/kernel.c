/* The two searches of matching that read most memory, compiled: listed words like an asked one
 * (the twin of similar_words.py with keys.py and sounds.py), and listed names that may reach a
 * threshold (the twin of retrieval.py with first_look.py, gains.py and bound.py).
 *
 * Everything here is optional: without it the same is computed with numpy, and the tests hold
 * both to the same answers. What the code knows of language comes from the tables that
 * kernel.py hands over, so that they stand in one place.
 *
 * Called through ctypes with the interpreter's lock held. Results are allocated here, copied by
 * the caller and given back to `release`. A count below 0 is an error: NO_MEMORY, or BAD_INDEX
 * where an array points outside another, as in a damaged snapshot.
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifndef SOURCE
#define SOURCE "" /* built by hand: kernel.py leaves it alone */
#endif
const char source[65] = SOURCE; /* SHA-256 of this file, so that an older build is noticed */

#define WORD 64 /* keys.MAXIMUM_WORD */
#define NO_MEMORY (-1)
#define BAD_INDEX (-2)

typedef struct {
    int64_t count;
    int64_t *one;
    int64_t *other;
    double *value;
    int64_t room;
} Result;

static int add(Result *result, int64_t one, int64_t other, double value) {
    if (result->count == result->room) {
        int64_t room = result->room ? 2 * result->room : 256;
        int64_t *ones = realloc(result->one, room * sizeof *ones);
        if (ones) result->one = ones;
        int64_t *others = realloc(result->other, room * sizeof *others);
        if (others) result->other = others;
        double *values = realloc(result->value, room * sizeof *values);
        if (values) result->value = values;
        if (!ones || !others || !values) return NO_MEMORY;
        result->room = room;
    }
    result->one[result->count] = one;
    result->other[result->count] = other;
    result->value[result->count++] = value;
    return 0;
}

void release(Result *result) {
    if (!result) return;
    free(result->one);
    free(result->other);
    free(result->value);
    free(result);
}

/* -- words that are alike ------------------------------------------------------------------ */

typedef struct {
    char spelling[4];
    int8_t length;
    int8_t options;
    char option[2][2]; /* zero-padded: a sound is no letter or up to two */
} Sound;

typedef struct {
    char from[4];
    char to[4];
    int8_t from_length;
    int8_t to_length;
} Spelling;

typedef struct {
    const Sound *sounds; /* as in sounds.py: the first that fits counts */
    int64_t sound_count;
    const Spelling *romanised; /* in the order in which they are replaced */
    int64_t romanised_count;
    const uint8_t *one_letter; /* 256: what each letter becomes when it is levelled */
    const uint8_t *mixed_vowel; /* 256: the same of the first vowel of a long word */
    const Spelling *long_vowels;
    int64_t long_vowel_count;
    const uint64_t *syllables; /* Chinese and Korean ones, as packed letters, ascending */
    int64_t syllable_count;
    const float *similarity; /* [6][WORD + 1][WORD + 1] */
    const float *most_alike; /* [WORD + 1][WORD + 1] */
    const float *most_unsounding; /* the same of words that do not sound alike, by distance */
    float levelled;
    float joined_alike;
    int32_t shortest_fuzzy, shortest_joined, shortest_three;
    int32_t shortest_sound, long_sound, most_skeletons;
    uint64_t base, inverse, length_spread, sound_salt;
} Language;

typedef struct {
    const uint64_t *key;
    const uint32_t *key_start;
    const uint32_t *key_word;
    const uint64_t *filter;
    const uint32_t *guide; /* where the keys begin that start with so many bits */
    const uint32_t *word_start;
    const uint8_t *letters;
    const uint8_t *word_joined;
    int64_t keys, key_words, words, letter_count;
    int32_t filter_width, guide_width; /* the filter has 1 << filter_width words */
} Vocabulary;

enum { SOUND_DIFFERS, SOUND_AGREES, ABJAD, OTHER_SYLLABLE, OTHER_VOWEL, SHORT_DIFFERS };

static int is_vowel(uint8_t letter) {
    return letter == 'a' || letter == 'e' || letter == 'i' || letter == 'o' || letter == 'u';
}

static uint64_t spread(const Language *l, uint64_t polynomial, int64_t length) {
    uint64_t mixed = polynomial + (uint64_t)length * l->length_spread;
    mixed ^= mixed >> 30;
    mixed *= 0xBF58476D1CE4E5B9u;
    mixed ^= mixed >> 27;
    mixed *= 0x94D049BB133111EBu;
    mixed ^= mixed >> 31;
    return mixed & ~(uint64_t)1;
}

/* Keys of one string of letters: of the whole, and with each letter left out if wanted. */
static int hashes(const Language *l, const uint8_t *word, int length, int deleted, uint64_t *out) {
    uint64_t before[WORD + 1], power = 1;
    before[0] = 0;
    for (int i = 0; i < length; i++, power *= l->base) before[i + 1] = before[i] + word[i] * power;
    out[0] = spread(l, before[length], length);
    if (!deleted) return 1;
    for (int i = 0; i < length; i++)
        out[1 + i] =
            spread(l, before[i] + (before[length] - before[i + 1]) * l->inverse, length - 1);
    return 1 + length;
}

static int without_doubles(char *sounds, int length, char pause) {
    int kept = 0;
    char last = 0;
    for (int i = 0; i < length; i++) {
        char sound = sounds[i];
        if (i == 0 || sound != last)
            if (sound != pause) sounds[kept++] = sound;
        last = sound;
    }
    return kept;
}

/* sounds.skeletons, cut at WORD sounds; how many. */
static int skeletons(const Language *l, const uint8_t *word, int length, char out[][WORD],
                     int *lengths) {
    static const Sound pause = {{0}, 1, 1, {{'.', 0}, {0, 0}}};
    Sound heard[WORD + 1];
    int count = 0, place = 0, found = 0;
    if (length < l->shortest_sound) return 0;
    for (int i = 0; i < length; i++)
        if (word[i] < 'a' || word[i] > 'z') return 0;
    if ((word[0] == 'y' || word[0] == 'i') && length > 1 &&
        (word[1] == 'a' || word[1] == 'o' || word[1] == 'u')) {
        heard[count++] = (Sound){{0}, 1, 1, {{'Y', 0}, {0, 0}}};
        place = 1;
    } else {
        int opening = 0;
        while (opening < length && (word[opening] == 'h' || word[opening] == 'y')) opening++;
        if (opening < length && is_vowel(word[opening]))
            heard[count++] = (Sound){{0}, 1, 1, {{'A', 0}, {0, 0}}};
    }
    while (place < length) {
        const Sound *fits = NULL;
        for (int64_t i = 0; i < l->sound_count && !fits; i++) {
            const Sound *sound = &l->sounds[i];
            if (sound->length <= length - place &&
                !memcmp(sound->spelling, word + place, sound->length))
                fits = sound;
        }
        if (!fits) {
            heard[count++] = pause;
            place++;
            continue;
        }
        place += fits->length;
        Sound sound = *fits;
        if (!count && place < length && is_vowel(word[place])) {
            int y = fits->length == 1 && fits->spelling[0] == 'j' &&
                    (word[place] == 'a' || word[place] == 'o' || word[place] == 'u');
            for (int i = 0; i < sound.options; i++)
                if (!sound.option[i][0]) sound.option[i][0] = y ? 'Y' : 'A';
        }
        heard[count++] = sound;
    }
    int chosen[WORD + 1] = {0};
    for (int tried = 0; tried < l->most_skeletons; tried++) {
        char joined[2 * WORD + 2];
        int n = 0;
        for (int i = 0; i < count; i++)
            for (int j = 0; j < 2 && heard[i].option[chosen[i]][j]; j++)
                joined[n++] = heard[i].option[chosen[i]][j];
        n = without_doubles(joined, n, '.');
        if (n >= 2) {
            if (n > WORD) n = WORD;
            int known = 0;
            for (int i = 0; i < found && !known; i++)
                known = lengths[i] == n && !memcmp(out[i], joined, n);
            if (!known) {
                memcpy(out[found], joined, n);
                lengths[found++] = n;
            }
        }
        int last = count - 1; /* the last sound changes first */
        while (last >= 0 && ++chosen[last] == heard[last].options) chosen[last--] = 0;
        if (last < 0) break;
    }
    return found;
}

/* sounds.syllables: 0 without a vowel, '*' with the first vowel, or the vowels, a dot before
 * those of a Chinese or Korean syllable. */
typedef struct {
    int8_t kind; /* 0 none, 1 one syllable, 2 a dotted one, 3 longer */
    int8_t length;
    uint8_t vowels[WORD];
} Shape;

static int is_syllable(const Language *l, const uint8_t *word, int length) {
    if (length > 6) return 0;
    uint64_t packed = 0;
    for (int i = 0; i < length; i++) packed = packed << 8 | word[i];
    int64_t low = 0, high = l->syllable_count;
    while (low < high) {
        int64_t middle = (low + high) / 2;
        if (l->syllables[middle] < packed) low = middle + 1;
        else high = middle;
    }
    return low < l->syllable_count && l->syllables[low] == packed;
}

static void shape_of(const Language *l, const uint8_t *word, int length, Shape *shape) {
    int runs = 0, within = 0, count = 0;
    for (int i = 0; i < length; i++) {
        uint8_t letter = word[i];
        if (letter == 'y' && (i + 1 == length || !is_vowel(word[i + 1]))) letter = 'i';
        if (is_vowel(letter)) {
            shape->vowels[count++] = letter;
            runs += !within;
            within = 1;
        } else {
            within = 0;
        }
    }
    shape->length = (int8_t)count;
    shape->kind = 0;
    if (!count) return;
    if (runs > 1) {
        shape->kind = 3;
        shape->length = 1;
        shape->vowels[0] = l->mixed_vowel[shape->vowels[0]];
        return;
    }
    for (int64_t i = 0; i < l->long_vowel_count; i++) {
        const Spelling *row = &l->long_vowels[i];
        if (row->from_length == count && !memcmp(row->from, shape->vowels, count)) {
            memcpy(shape->vowels, row->to, row->to_length);
            shape->length = row->to_length;
            break;
        }
    }
    shape->kind = is_syllable(l, word, length) ? 2 : 1;
}

static int same_vowels(const Shape *one, const Shape *other) {
    return one->length == other->length && !memcmp(one->vowels, other->vowels, one->length);
}

/* keys.sound_column */
static int column_of(const Shape *mine, const Shape *theirs, int agrees) {
    int vowels = mine->kind && theirs->kind;
    if (vowels && mine->kind < 3 && theirs->kind < 3 && !(agrees && same_vowels(mine, theirs)))
        return mine->kind == 2 && theirs->kind == 2 ? OTHER_SYLLABLE : SHORT_DIFFERS;
    if (!agrees) return SOUND_DIFFERS;
    if (mine->kind == 3 && theirs->kind == 3 && !same_vowels(mine, theirs)) return OTHER_VOWEL;
    return vowels ? SOUND_AGREES : ABJAD;
}

/* sounds.levelled; its length. */
static int level(const Language *l, const uint8_t *word, int length, uint8_t *out) {
    uint64_t letters = 0; /* at least those that occur: most spellings need none of their own */
    for (int i = 0; i < length; i++) letters |= (uint64_t)1 << ((out[i] = word[i]) & 63);
    for (int64_t i = 0; i < l->romanised_count; i++) {
        const Spelling *row = &l->romanised[i];
        const uint8_t *from = (const uint8_t *)row->from;
        int kept = 0, size = row->from_length;
        if (!(letters >> (from[0] & 63) & 1 && letters >> (from[1] & 63) & 1)) continue;
        for (int j = 0; j < row->to_length; j++) letters |= (uint64_t)1 << (row->to[j] & 63);
        for (int place = 0; place < length;) {
            if (out[place] == from[0] && length - place >= size && out[place + 1] == from[1] &&
                (size < 3 || out[place + 2] == from[2])) {
                for (int j = 0; j < row->to_length; j++) out[kept++] = row->to[j];
                place += size;
            } else {
                out[kept++] = out[place++];
            }
        }
        length = kept;
    }
    for (int i = 0; i < length; i++) out[i] = l->one_letter[out[i]];
    return without_doubles((char *)out, length, '.');
}

/* Optimal string alignment, bit-parallel (Hyyro 2003). `masks` tells of each letter where it
 * stands in the first word. */
static int distance_to(const uint64_t *masks, int mine, const uint8_t *word, int length) {
    if (!mine) return length;
    uint64_t vp = ~(uint64_t)0, vn = 0, d0 = 0, before = 0, last = (uint64_t)1 << (mine - 1);
    int distance = mine;
    for (int i = 0; i < length; i++) {
        uint64_t here = masks[word[i]];
        uint64_t swapped = ((~d0 & here) << 1) & before;
        d0 = ((((here & vp) + vp) ^ vp) | here | vn) | swapped;
        uint64_t hp = vn | ~(d0 | vp), hn = d0 & vp;
        distance += (hp & last) != 0;
        distance -= (hn & last) != 0;
        hp = hp << 1 | 1;
        hn <<= 1;
        vp = hn | ~(d0 | hp);
        vn = hp & d0;
        before = here;
    }
    return distance;
}

static void mark(uint64_t *masks, const uint8_t *word, int length) {
    for (int i = 0; i < length; i++) masks[word[i]] |= (uint64_t)1 << i;
}

static void unmark(uint64_t *masks, const uint8_t *word, int length) {
    for (int i = 0; i < length; i++) masks[word[i]] = 0;
}

/* Ascending. The lists are short, and calls to compare two numbers took most of the time. */
static void sort_numbers(uint64_t *some, int64_t count) {
    while (count > 24) {
        uint64_t one = some[0], two = some[count / 2], three = some[count - 1];
        uint64_t low = one < two ? one : two, high = one < two ? two : one;
        uint64_t pivot = three < low ? low : three > high ? high : three;
        int64_t left = 0, right = count - 1;
        while (left <= right) {
            while (some[left] < pivot) left++;
            while (some[right] > pivot) right--;
            if (left > right) break;
            uint64_t moved = some[left];
            some[left++] = some[right];
            some[right--] = moved;
        }
        if (right + 1 < count - left) { /* the smaller side first, so that depth stays small */
            sort_numbers(some, right + 1);
            some += left;
            count -= left;
        } else {
            sort_numbers(some + left, count - left);
            count = right + 1;
        }
    }
    for (int64_t i = 1; i < count; i++) {
        uint64_t moved = some[i];
        int64_t place = i;
        for (; place > 0 && some[place - 1] > moved; place--) some[place] = some[place - 1];
        some[place] = moved;
    }
}

/* Most keys of one word: it and its deletions, and the same of each skeleton. */
#define MOST_KEYS (5 * (2 * WORD + 4))

static int keys_of(const Language *l, const uint8_t *word, int length, int joined, uint64_t *out) {
    int plain = 1;
    for (int i = 0; i < length; i++) plain &= word[i] >= 'a' && word[i] <= 'z';
    int shortest = joined ? l->shortest_joined : l->shortest_fuzzy;
    int count = hashes(l, word, length, plain && length >= shortest, out);
    if (!plain || joined) return count;
    char heard[8][WORD];
    int lengths[8], skeleton_count = skeletons(l, word, length, heard, lengths);
    for (int i = 0; i < skeleton_count; i++) {
        uint64_t near[WORD + 1];
        int n = lengths[i];
        int made = hashes(l, (const uint8_t *)heard[i], n, n >= l->long_sound, near);
        out[count++] = (near[0] ^ l->sound_salt) | 1;
        for (int j = 0; j < made; j++)
            if (n >= l->long_sound - 1) out[count++] = near[j] ^ l->sound_salt;
    }
    return count;
}

/* Where each key stands, or -1. Memory is what this waits for, so every step is asked of memory
 * for all keys before it is read for the first. */
static void find_all(const Vocabulary *v, const uint64_t *keys, int count, int64_t *at) {
    int maybe[MOST_KEYS], kept = 0;
    int filter_shift = 64 - v->filter_width, guide_shift = 64 - v->guide_width;
    for (int i = 0; i < count; i++) __builtin_prefetch(&v->filter[keys[i] >> filter_shift]);
    for (int i = 0; i < count; i++) {
        uint64_t key = keys[i];
        uint64_t bits = (uint64_t)1 << (key >> 1 & 63) | (uint64_t)1 << (key >> 7 & 63) |
                        (uint64_t)1 << (key >> 13 & 63);
        at[i] = -1;
        if ((v->filter[key >> filter_shift] & bits) != bits) continue;
        maybe[kept++] = i;
        __builtin_prefetch(&v->guide[key >> guide_shift]);
    }
    for (int i = 0; i < kept; i++)
        __builtin_prefetch(&v->key[v->guide[keys[maybe[i]] >> guide_shift]]);
    for (int i = 0; i < kept; i++) {
        uint64_t key = keys[maybe[i]];
        int64_t low = v->guide[key >> guide_shift], high = v->guide[(key >> guide_shift) + 1];
        if (high > v->keys) high = v->keys;
        while (low < high && v->key[low] < key) low++;
        if (low >= high || v->key[low] != key) continue;
        at[maybe[i]] = low;
        __builtin_prefetch(&v->key_start[low]);
    }
    for (int i = 0; i < kept; i++)
        if (at[maybe[i]] >= 0) __builtin_prefetch(&v->key_word[v->key_start[at[maybe[i]]]]);
}

typedef struct {
    uint64_t *met; /* listed words that share a key, times two, plus: they sound the same */
    int64_t room;
    uint64_t masks[256], levelled_masks[256];
} Search;

/* Add what is like one word: (tag, listed word, how alike), listed words ascending. */
static int search(const Language *l, const Vocabulary *v, Search *s, const uint8_t *word,
                  int length, int joined, int64_t tag, Result *result) {
    uint64_t keys[MOST_KEYS];
    int64_t found[MOST_KEYS], n = 0;
    int made = keys_of(l, word, length, joined, keys);
    find_all(v, keys, made, found);
    for (int i = 0; i < made; i++) {
        if (found[i] < 0) continue;
        int64_t first = v->key_start[found[i]], end = v->key_start[found[i] + 1];
        if (first > end || end > v->key_words) return BAD_INDEX;
        if (n + end - first > s->room) {
            int64_t room = 2 * (n + end - first) + 256;
            uint64_t *more = realloc(s->met, room * sizeof *more);
            if (!more) return NO_MEMORY;
            s->met = more;
            s->room = room;
        }
        for (int64_t j = first; j < end; j++) {
            if (v->key_word[j] >= v->words) return BAD_INDEX;
            __builtin_prefetch(&v->word_start[v->key_word[j]]);
            s->met[n++] = (uint64_t)v->key_word[j] << 1 | (keys[i] & 1);
        }
    }
    if (!n) return 0;
    uint64_t *met = s->met;
    sort_numbers(met, n);
    for (int64_t i = 0; i < n; i++)
        __builtin_prefetch(v->letters + v->word_start[met[i] >> 1]);
    Shape mine;
    uint8_t flat[WORD];
    int flat_length = -1, failed = 0;
    mine.kind = -1;
    for (int64_t i = 0; i < n && !failed; i++) {
        if (i + 1 < n && met[i + 1] >> 1 == met[i] >> 1) continue;
        int64_t listed = met[i] >> 1;
        int agrees = met[i] & 1;
        int64_t begin = v->word_start[listed], end = v->word_start[listed + 1];
        if (begin > end || end > v->letter_count || end - begin > WORD) {
            failed = BAD_INDEX;
            break;
        }
        const uint8_t *other = v->letters + begin;
        int theirs_length = (int)(end - begin);
        int longer = length > theirs_length ? length : theirs_length;
        int apart = length > theirs_length ? length - theirs_length : theirs_length - length;
        if (!(l->most_alike[longer * (WORD + 1) + apart] > 0)) continue;
        if (mine.kind < 0) {
            shape_of(l, word, length, &mine);
            mark(s->masks, word, length);
        }
        int distance = distance_to(s->masks, length, other, theirs_length);
        if (!agrees && !(l->most_unsounding[longer * (WORD + 1) + distance] > 0)) continue;
        Shape theirs;
        shape_of(l, other, theirs_length, &theirs);
        int column = column_of(&mine, &theirs, agrees);
        const float *row = l->similarity + (column * (WORD + 1) + longer) * (WORD + 1);
        float alike = row[distance];
        float closest = row[1] < l->levelled ? row[1] : l->levelled;
        if (distance > 1 && alike < closest &&
            (column == SOUND_AGREES || column == ABJAD || column == OTHER_VOWEL)) {
            uint8_t level_other[WORD];
            if (flat_length < 0) {
                flat_length = level(l, word, length, flat);
                mark(s->levelled_masks, flat, flat_length);
            }
            int other_length = level(l, other, theirs_length, level_other);
            int near = distance_to(s->levelled_masks, flat_length, level_other, other_length) + 1;
            float closer = row[near < distance ? near : distance];
            if (closer > l->levelled) closer = l->levelled;
            if (closer > alike) alike = closer;
        }
        if (alike > 0 && (!(joined || v->word_joined[listed]) || alike >= l->joined_alike))
            failed = add(result, tag, listed, alike);
    }
    if (mine.kind >= 0) unmark(s->masks, word, length);
    if (flat_length > 0) unmark(s->levelled_masks, flat, flat_length);
    return failed;
}

/* SimilarWords._found: (asked word, listed word, how alike), ordered. `words` are WORD bytes
 * each, zero-padded. */
Result *similar(const Language *l, const Vocabulary *v, const uint8_t *words,
                const uint8_t *joined, int64_t count) {
    Result *result = calloc(1, sizeof *result);
    Search s = {0};
    int failed = 0;
    if (!result) return NULL;
    for (int64_t i = 0; i < count && !failed; i++) {
        const uint8_t *word = words + i * WORD;
        int length = (int)strnlen((const char *)word, WORD);
        failed = search(l, v, &s, word, length, joined[i], i, result);
    }
    free(s.met);
    if (failed) result->count = failed;
    return result;
}

/* joined_words.joined: (first word of the run times RUN, plus its words; listed word; how alike).
 * `letters` are all words of all rows, one after the other; `start` tells where each begins. No
 * row has more than WORD letters. */
#define RUN 256

Result *run_together(const Language *l, const Vocabulary *v, const uint8_t *letters,
                     const int64_t *start, const int64_t *row_start, const uint8_t *is_exact,
                     int64_t rows) {
    Result *result = calloc(1, sizeof *result);
    Search s = {0};
    int failed = 0;
    if (!result) return NULL;
    for (int64_t row = 0; row < rows && !failed; row++) {
        int64_t begin = row_start[row], end = row_start[row + 1], count = end - begin;
        if (start[end] - start[begin] > WORD || count >= RUN) failed = BAD_INDEX;
        for (int64_t words = 2; words <= count && !failed; words++) {
            int64_t least = words == 3 ? l->shortest_three : l->shortest_fuzzy;
            if (words == 3 && count == 3) least = l->shortest_fuzzy; /* the whole name */
            else if (words > 3 && words < count) continue;
            for (int64_t first = begin; first + words <= end && !failed; first++) {
                int64_t length = start[first + words] - start[first], before = result->count;
                if (length < least) continue;
                failed = search(l, v, &s, letters + start[first], (int)length, 1,
                                first * RUN + words, result);
                if (!is_exact[row] || failed) continue;
                int64_t kept = before;
                for (int64_t i = before; i < result->count; i++) {
                    if (result->value[i] != 1.0) continue;
                    result->one[kept] = result->one[i];
                    result->other[kept] = result->other[i];
                    result->value[kept++] = 1.0;
                }
                result->count = kept;
            }
        }
    }
    free(s.met);
    if (failed) result->count = failed;
    return result;
}

/* -- names that may reach a threshold ------------------------------------------------------- */

typedef struct {
    const uint32_t *posting_start, *posting, *initialed_start, *initialed;
    const uint32_t *entry_start, *entry_word;
    const uint32_t *entry_word_parts; /* which of the entry's parts a word may stand for */
    const uint32_t *entry_part_start;
    const float *entry_part_weight;
    const uint32_t *entry_letters, *entry_initials, *entry_family;
    const float *entry_family_weight;
    const uint8_t *entry_syllabic;
    const uint8_t *is_plain; /* of each word of the vocabulary */
    int64_t words, entries, postings, initialed_postings, entry_words, entry_parts;
} Index;

typedef struct {
    const int64_t *start; /* rows + 1 */
    const double *weight;
    const int64_t *units, *letter;
    const double *rarity;
    const int64_t *near_first, *near_end, *near_word; /* runs, in order of their first slot */
    const float *near_alike;
    const int64_t *similar_start, *similar_word;
    const float *similar_alike;
    const float *unit_best; /* first_look.Look, per unit */
    const int64_t *unit_cost;
    const double *least; /* threshold per row */
    const uint8_t *syllabic;
    int64_t rows, runs, units_known;
} Slots;

typedef struct {
    double asked_extra; /* least cost of an asked part without a partner; below 1 it forgives */
    double slack, uncounted, initial_listed, heaviest;
    double core_extra, common_extra, core, contradiction, common_asked, most_light, other_family;
    double syllable_left;
    int64_t common; /* postings from which a word is not counted */
} Rules;

typedef struct {
    float any, told;         /* of the slots before the last one that touched it */
    float last_any, last_told;
    int32_t row, slot;
    int32_t begun;           /* an anchor found it */
} Gain;

typedef struct {
    Gain *gains; /* per entry */
    uint32_t *touched;
    int32_t rounds; /* numbers the rows of all calls, so that gains need no clearing */
    int64_t entries;
} Scratch;

Scratch *scratch_of(int64_t entries) {
    Scratch *scratch = calloc(1, sizeof *scratch);
    if (!scratch) return NULL;
    scratch->gains = calloc(entries + 1, sizeof *scratch->gains);
    scratch->touched = calloc(entries + 1, sizeof *scratch->touched);
    scratch->entries = entries;
    if (scratch->gains && scratch->touched) return scratch;
    free(scratch->gains);
    free(scratch->touched);
    free(scratch);
    return NULL;
}

void scratch_free(Scratch *scratch) {
    if (!scratch) return;
    free(scratch->gains);
    free(scratch->touched);
    free(scratch);
}

/* What one row asks: its matches by word, so that the words of an entry are looked up. */
typedef struct {
    int64_t word; /* -1: an empty cell */
    int32_t slot;
    int32_t is_run;
    float alike;
    int32_t next; /* the next match of the same word, or -1 */
} Match;

typedef struct {
    Match *match;
    int32_t *cell; /* hash of a word -> its first match, or -1 */
    int64_t count, match_room, cells, cell_room;
} Matches;

static int add_match(Matches *m, int64_t word, int32_t slot, float alike, int is_run) {
    if (m->count == m->match_room) {
        int64_t room = m->match_room ? 2 * m->match_room : 256;
        Match *more = realloc(m->match, room * sizeof *more);
        if (!more) return NO_MEMORY;
        m->match = more;
        m->match_room = room;
    }
    m->match[m->count++] = (Match){word, slot, is_run, alike, -1};
    return 0;
}

static int64_t cell_of(const Matches *m, int64_t word) {
    return (int64_t)((uint64_t)word * 0x9E3779B97F4A7C15u >> 32) & (m->cells - 1);
}

/* Cells hold chains of all matches that share them; each match tells its word. */
static int index_matches(Matches *m) {
    int64_t cells = 16;
    while (cells < 2 * m->count) cells *= 2;
    if (cells > m->cell_room) {
        int32_t *more = realloc(m->cell, cells * sizeof *more);
        if (!more) return NO_MEMORY;
        m->cell = more;
        m->cell_room = cells;
    }
    m->cells = cells;
    memset(m->cell, 0xff, cells * sizeof *m->cell);
    for (int64_t i = m->count - 1; i >= 0; i--) {
        int32_t *cell = &m->cell[cell_of(m, m->match[i].word)];
        m->match[i].next = *cell;
        *cell = (int32_t)i;
    }
    return 0;
}

/* The best that one slot finds in one entry, which may be in different words. */
typedef struct {
    float alike;
    double rare;
    uint32_t tied; /* the one part that all its words stand for, as a bit; else no bit or more */
    int64_t round;
    int seen; /* in a word by itself */
} Best;

#define MOST_SLOTS 64

typedef struct {
    const Index *index;
    const Slots *slots;
    const Rules *rules;
    Matches matches;
    Best best[MOST_SLOTS];
    uint32_t parts; /* that matched words of the entry may stand for */
    int64_t round;
} Reach;

static int has_letter(uint32_t letters, int64_t letter) { return letters >> letter & 1; }

/* Look up the words of an entry: which slots of the row match it. */
static int read_entry(Reach *r, int64_t begin, int64_t entry) {
    const Index *x = r->index;
    int64_t first = x->entry_start[entry], end = x->entry_start[entry + 1];
    if (first > end || end > x->entry_words) return BAD_INDEX;
    int64_t first_part = x->entry_part_start[entry], last_part = x->entry_part_start[entry + 1];
    if (first_part > last_part || last_part > x->entry_parts) return BAD_INDEX;
    r->round++;
    r->parts = 0;
    for (int64_t at = first; at < end; at++) {
        int64_t word = x->entry_word[at];
        for (int32_t i = r->matches.cell[cell_of(&r->matches, word)]; i >= 0;
             i = r->matches.match[i].next) {
            const Match *match = &r->matches.match[i];
            if (match->word != word) continue;
            Best *best = &r->best[match->slot - begin];
            uint32_t tied = match->is_run ? 0 : x->entry_word_parts[at];
            double rare = match->is_run ? 1.0 : r->slots->rarity[match->slot] * match->alike;
            r->parts |= x->entry_word_parts[at];
            if (best->round != r->round) {
                *best = (Best){match->alike, rare, tied, r->round, !match->is_run};
                continue;
            }
            if (match->alike > best->alike) best->alike = match->alike;
            if (rare > best->rare) best->rare = rare;
            if (tied != best->tied) best->tied = 0;
            best->seen |= !match->is_run;
        }
    }
    return 0;
}

typedef struct {
    int64_t begin, end, run, last_run, row;
    double total, plain, forgiven, least;
    int forgives;
} Row;

/* bound.Bound of one row and the entry read last. */
static double bound_of(const Reach *r, const Row *row, int64_t entry) {
    int64_t begin = row->begin, end = row->end;
    double total = row->total;
    const Index *x = r->index;
    const Slots *s = r->slots;
    const Rules *rules = r->rules;
    double rarest = rules->uncounted, initials = 0, matched = 0, weight = 0;
    double part_matched[32], part_weight[32];
    uint32_t parts = r->parts, used = 0;
    int free_count = 0;
    for (int64_t slot = begin; slot < end; slot++) {
        if (s->units[slot] < 0 && has_letter(x->entry_letters[entry], s->letter[slot])) {
            if (s->rarity[slot] > rarest) rarest = s->rarity[slot];
            initials += s->weight[slot];
            free_count++;
        } /* and it may be run together with its neighbours */
        const Best *best = &r->best[slot - begin];
        if (best->round != r->round) continue;
        double gained = s->weight[slot] * best->alike;
        if (best->rare > rarest) rarest = best->rare;
        if (!best->tied || best->tied & (best->tied - 1)) {
            matched += gained;
            weight += s->weight[slot];
            continue;
        }
        int part = __builtin_ctz(best->tied); /* of slots tied to one part, only one is it */
        int known = (used & best->tied) != 0;
        if (!known || gained > part_matched[part]) part_matched[part] = gained;
        if (!known || s->weight[slot] > part_weight[part]) part_weight[part] = s->weight[slot];
        used |= best->tied;
    }
    for (; used; used &= used - 1) {
        matched += part_matched[__builtin_ctz(used)];
        weight += part_weight[__builtin_ctz(used)];
    }
    matched += initials;
    double covered = initials + weight;
    double left_over = 0;
    const float *weights = x->entry_part_weight + x->entry_part_start[entry];
    int64_t part_count = x->entry_part_start[entry + 1] - x->entry_part_start[entry];
    for (int i = 0; i < part_count && i < 32; i++)
        if (!(parts >> i & 1)) left_over += weights[i];
    left_over -= rules->heaviest * free_count;
    if (left_over < 0) left_over = 0;
    if (free_count) parts = ~(uint32_t)0;
    double common = rarest >= 0 ? 1 - rarest : 0;
    double cost = (rules->core_extra + rules->common_extra * rules->core * common) * left_over;
    double extra = total - covered > 0 ? total - covered : 0;
    cost += rules->contradiction * (extra < left_over ? extra : left_over);
    if (!(x->entry_family[entry] & parts))
        cost += rules->other_family * x->entry_family_weight[entry];
    if (s->syllabic[row->row] && x->entry_syllabic[entry])
        cost += rules->syllable_left * (extra + left_over);
    /* No more can be left over of the asked name than does not match: the score grows with what
     * matches, although less is forgiven. */
    double forgiven = 1 - rules->asked_extra - rules->common_asked * common;
    if (left_over <= rules->most_light && forgiven > 0 && total > matched)
        cost -= forgiven * (total - matched);
    double denominator = total + cost > 1e-9 ? total + cost : 1e-9;
    return matched / denominator;
}

typedef struct {
    Scratch *scratch;
    int64_t touched;
    int32_t round;
} Sums;

#define AHEAD 12

/* Credit every entry that holds a word with what a slot gains by it. */
static int credit(Sums *sums, const uint32_t *start, const uint32_t *posting, int64_t postings,
                  int64_t words, int64_t word, int32_t slot, float gained, int told, int begun) {
    if (word < 0 || word >= words) return BAD_INDEX;
    int64_t first = start[word], end = start[word + 1];
    if (first > end || end > postings) return BAD_INDEX;
    for (int64_t at = first; at < end; at++) {
        uint32_t entry = posting[at];
        if (at + AHEAD < end && posting[at + AHEAD] < sums->scratch->entries)
            __builtin_prefetch(&sums->scratch->gains[posting[at + AHEAD]], 1);
        if (entry >= sums->scratch->entries) return BAD_INDEX;
        Gain *gain = &sums->scratch->gains[entry];
        if (gain->row != sums->round) {
            *gain = (Gain){0, 0, 0, 0, sums->round, slot, 0};
            sums->scratch->touched[sums->touched++] = entry;
        } else if (gain->slot != slot) {
            gain->any += gain->last_any;
            gain->told += gain->last_told;
            gain->last_any = gain->last_told = 0;
            gain->slot = slot;
        }
        if (gained > gain->last_any) gain->last_any = gained;
        if (told && gained > gain->last_told) gain->last_told = gained;
        gain->begun |= begun;
    }
    return 0;
}

static void begin_row(Sums *sums, Scratch *scratch) {
    if (scratch->rounds == INT32_MAX) {
        memset(scratch->gains, 0, scratch->entries * sizeof *scratch->gains);
        scratch->rounds = 0;
    }
    *sums = (Sums){scratch, 0, ++scratch->rounds};
}

static int by_entry(const void *one, const void *other) {
    uint32_t mine = *(const uint32_t *)one, theirs = *(const uint32_t *)other;
    return mine < theirs ? -1 : mine > theirs;
}

typedef struct {
    double most; /* Look.most */
    int64_t cost; /* Look.cost */
    int is_free, counted, anchor;
} Seen;

/* All matches of the row, of slots by themselves and of runs. */
static int gather(Reach *r, int64_t begin, int64_t end, int64_t run, int64_t last_run) {
    const Slots *s = r->slots;
    r->matches.count = 0;
    for (int64_t slot = begin; slot < end; slot++) {
        int64_t unit = s->units[slot];
        if (unit < 0) continue;
        for (int64_t i = s->similar_start[unit]; i < s->similar_start[unit + 1]; i++)
            if (add_match(&r->matches, s->similar_word[i], (int32_t)slot, s->similar_alike[i], 0))
                return NO_MEMORY;
    }
    for (; run < last_run; run++)
        for (int64_t slot = s->near_first[run]; slot < s->near_end[run]; slot++)
            if (add_match(&r->matches, s->near_word[run], (int32_t)slot, s->near_alike[run], 1))
                return NO_MEMORY;
    return index_matches(&r->matches);
}

/* Credit the postings of the chosen slots, and of all runs, slot by slot. */
static int credit_row(const Reach *r, Sums *sums, int64_t begin, int64_t end, int64_t run,
                      int64_t last_run, const Seen *seen, int initialed) {
    const Index *x = r->index;
    const Slots *s = r->slots;
    const uint32_t *start = initialed ? x->initialed_start : x->posting_start;
    const uint32_t *posting = initialed ? x->initialed : x->posting;
    int64_t postings = initialed ? x->initialed_postings : x->postings;
    for (int64_t slot = begin; slot < end; slot++) {
        int64_t unit = s->units[slot];
        int uncounted = s->rarity[slot] == r->rules->uncounted;
        int anchor = initialed || seen[slot - begin].anchor, bad = 0;
        if (unit >= 0 && (initialed ? !uncounted : seen[slot - begin].counted)) {
            for (int64_t i = s->similar_start[unit]; i < s->similar_start[unit + 1]; i++) {
                int64_t word = s->similar_word[i];
                float alike = s->similar_alike[i];
                if (word < 0 || word >= x->words) return BAD_INDEX;
                int told = alike == 1.0f || !x->is_plain[word] || uncounted;
                bad |= credit(sums, start, posting, postings, x->words, word, (int32_t)slot,
                              (float)(s->weight[slot] * alike), told, anchor);
            }
        }
        for (int64_t i = run; i < last_run; i++) {
            if (slot < s->near_first[i] || slot >= s->near_end[i]) continue;
            int64_t word = s->near_word[i];
            float alike = s->near_alike[i];
            if (word < 0 || word >= x->words) return BAD_INDEX;
            int told = alike == 1.0f || !x->is_plain[word] || uncounted;
            bad |= credit(sums, start, posting, postings, x->words, word, (int32_t)slot,
                          (float)(s->weight[slot] * alike), told, anchor);
        }
        if (bad) return BAD_INDEX;
    }
    return 0;
}

/* The cheapest slots of a row that cannot all be missed: first_look.anchors. */
static void choose_anchors(Seen *seen, int slots, double needed) {
    int order[MOST_SLOTS];
    for (int i = 0; i < slots; i++) { /* initials first, then those with most postings */
        int place = i;
        while (place > 0) {
            const Seen *before = &seen[order[place - 1]], *this = &seen[i];
            if (before->is_free || (!this->is_free && before->cost >= this->cost)) break;
            order[place] = order[place - 1];
            place--;
        }
        order[place] = i;
    }
    double skipped = 0;
    for (int i = 0; i < slots; i++) {
        Seen *slot = &seen[order[i]];
        skipped += slot->most;
        slot->anchor = !slot->is_free && !(skipped < needed);
    }
}

static int suffices(const Row *row, float any, float told, double more) {
    return any + more >= row->plain || (row->forgives && told + more >= row->forgiven);
}

static int keep_if_reached(Reach *r, const Row *row, int64_t entry, Result *result) {
    double bound = bound_of(r, row, entry);
    if (bound < row->least - r->rules->slack) return 0;
    return add(result, row->row, entry, bound);
}

/* Retrieval._whole_words for one row. */
static int whole_words(Reach *r, Scratch *scratch, const Row *row, Result *result) {
    const Index *x = r->index;
    const Slots *s = r->slots;
    Seen seen[MOST_SLOTS];
    int slots = (int)(row->end - row->begin), failed;
    double most = 0, unseen = 0;
    for (int i = 0; i < slots; i++) {
        int64_t slot = row->begin + i, unit = s->units[slot];
        float best = unit < 0 ? 1.0f : s->unit_best[unit];
        seen[i] = (Seen){0, unit < 0 ? 0 : s->unit_cost[unit], unit < 0, 0, 0};
        for (int64_t run = row->run; run < row->last_run; run++) {
            if (slot < s->near_first[run] || slot >= s->near_end[run]) continue;
            int64_t word = s->near_word[run];
            if (word < 0 || word >= x->words) return BAD_INDEX;
            int64_t postings = (int64_t)x->posting_start[word + 1] - x->posting_start[word];
            if (postings > 0 && s->near_alike[run] > best) best = s->near_alike[run];
            seen[i].cost += postings;
        }
        seen[i].most = s->weight[slot] * best;
        most += seen[i].most;
    }
    if (!(most >= row->forgiven)) return 0;
    choose_anchors(seen, slots, row->forgiven);
    for (int i = 0; i < slots; i++) {
        seen[i].counted = seen[i].anchor || (!seen[i].is_free && seen[i].cost < r->rules->common);
        if (!seen[i].counted) unseen += seen[i].most;
    }
    Sums sums;
    begin_row(&sums, scratch);
    if ((failed = credit_row(r, &sums, row->begin, row->end, row->run, row->last_run, seen, 0)))
        return failed;
    int64_t kept = 0;
    for (int64_t i = 0; i < sums.touched; i++) {
        uint32_t entry = scratch->touched[i];
        const Gain *gain = &scratch->gains[entry];
        if (gain->begun &&
            suffices(row, gain->any + gain->last_any, gain->told + gain->last_told, unseen))
            scratch->touched[kept++] = entry;
    }
    if (!kept) return 0;
    qsort(scratch->touched, kept, sizeof *scratch->touched, by_entry);
    if ((failed = gather(r, row->begin, row->end, row->run, row->last_run))) return failed;
    for (int64_t i = 0; i < kept; i++) {
        uint32_t entry = scratch->touched[i];
        const Gain *gain = &scratch->gains[entry];
        if ((failed = read_entry(r, row->begin, entry))) return failed;
        double more = 0;
        for (int j = 0; j < slots; j++) {
            if (seen[j].counted) continue;
            int there = seen[j].is_free
                            ? has_letter(x->entry_letters[entry], s->letter[row->begin + j])
                            : r->best[j].round == r->round && r->best[j].seen;
            if (there) more += seen[j].most;
        }
        if (suffices(row, gain->any + gain->last_any, gain->told + gain->last_told, more))
            if ((failed = keep_if_reached(r, row, entry, result))) return failed;
    }
    return 0;
}

/* Retrieval._with_initials for one row: names with initials are few, so that every word may
 * begin; initials alone prove nothing. */
static int with_initials(Reach *r, Scratch *scratch, const Row *row, Result *result) {
    const Index *x = r->index;
    const Slots *s = r->slots;
    Sums sums;
    int failed;
    begin_row(&sums, scratch);
    if ((failed = credit_row(r, &sums, row->begin, row->end, row->run, row->last_run, NULL, 1)))
        return failed;
    int64_t kept = 0;
    for (int64_t i = 0; i < sums.touched; i++) {
        uint32_t entry = scratch->touched[i];
        const Gain *gain = &scratch->gains[entry];
        double more = 0;
        for (int64_t slot = row->begin; slot < row->end; slot++) {
            double share;
            if (s->rarity[slot] == r->rules->uncounted) share = 1;
            else if (s->units[slot] < 0) share = has_letter(x->entry_letters[entry], s->letter[slot]);
            else
                share = r->rules->initial_listed *
                        has_letter(x->entry_initials[entry], s->letter[slot]);
            more += s->weight[slot] * share;
        }
        if (suffices(row, gain->any + gain->last_any, gain->told + gain->last_told, more))
            scratch->touched[kept++] = entry;
    }
    if (!kept) return 0;
    qsort(scratch->touched, kept, sizeof *scratch->touched, by_entry);
    if ((failed = gather(r, row->begin, row->end, row->run, row->last_run))) return failed;
    for (int64_t i = 0; i < kept; i++) {
        if ((failed = read_entry(r, row->begin, scratch->touched[i]))) return failed;
        if ((failed = keep_if_reached(r, row, scratch->touched[i], result))) return failed;
    }
    return 0;
}

/* Retrieval: (row, entry, the most that they can score). Entries ascend within a row, first
 * those of names without initials. */
Result *retrieve(const Index *index, const Slots *slots, const Rules *rules, Scratch *scratch) {
    Result *result = calloc(1, sizeof *result);
    Reach *r = calloc(1, sizeof *r);
    int failed = result && r ? 0 : NO_MEMORY;
    int64_t run = 0;
    if (!failed) *r = (Reach){.index = index, .slots = slots, .rules = rules};
    for (int64_t number = 0; !failed && number < slots->rows; number++) {
        Row row = {slots->start[number], slots->start[number + 1], run, run, number, 0, 0, 0,
                   slots->least[number], rules->asked_extra < 1};
        while (run < slots->runs && slots->near_first[run] < row.end) run++;
        row.last_run = run;
        if (row.end - row.begin > MOST_SLOTS) failed = BAD_INDEX;
        int words = 0;
        for (int64_t slot = row.begin; !failed && slot < row.end; slot++) {
            row.total += slots->weight[slot];
            words |= slots->units[slot] >= 0;
            if (slots->units[slot] >= slots->units_known) failed = BAD_INDEX;
        }
        if (failed || !words) continue;
        double share = row.least * rules->asked_extra;
        row.plain = row.least * row.total - rules->slack;
        row.forgiven = share / (1 - row.least + share) * row.total - rules->slack;
        failed = whole_words(r, scratch, &row, result);
        if (!failed && index->initialed_postings) failed = with_initials(r, scratch, &row, result);
    }
    if (r) {
        free(r->matches.match);
        free(r->matches.cell);
    }
    free(r);
    if (failed && result) result->count = failed;
    return result;
}
