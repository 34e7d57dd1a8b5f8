"""organizations/: the package lists of bodies, parties, armed groups, companies, brands and clubs."""
from lists import business, clubs, politics
from readers import wordnet
from readers.scowl import all_common, is_common
from tables import folded, split_aliases, table
from text import fold, is_acronym, is_latin_name
from tsv import Gazetteer
from lists.countries import country_keys


def igos() -> Gazetteer:
    out = Gazetteer("organizations/igos", kind="organization", columns="name aliases sector", sources=["factbook"],
                    extra_source="names own knowledge",
                    about="International organizations that the World Factbook names by acronym.")
    unsafe = folded("acronym-stop")
    for row in table("igos"):
        acronym, name = row[0], row[1]
        aliases = [] if is_common(acronym) or fold(acronym) in unsafe else [acronym]
        aliases += split_aliases(row[2]) if len(row) > 2 else []
        united = name.startswith(("United Nations", "UN ")) or fold(acronym) in folded("un-bodies")
        sector = "UNO" if united else "EUR" if name.startswith("European Union") or acronym in ("ECB", "EIB") else "IGO"
        if name.startswith("United Nations ") and len(name.split()) < 8:
            aliases.append("U.N. " + name.removeprefix("United Nations "))
        out.add(name, aliases, sector=sector)
    return out


def wordnet_groups() -> Gazetteer:
    out = Gazetteer("organizations/wordnet", kind="organization", columns="name aliases", sources=["wordnet"],
                    about="Organizations, agencies, parties, armed groups and other bodies.")
    skip = {o for row in table("wordnet-group-skip") for o in
            [s.offset for s in wordnet.senses()[row[0]] if s.lexfile == wordnet.GROUP]}
    unsafe, stop = folded("acronym-stop"), folded("wordnet-group-stop")
    organization = wordnet.sense_order()["organization"][0]
    # WordNet has most bodies as kinds rather than instances: a capital in the first lemma tells
    for synset in wordnet.nouns().values():
        above = wordnet.ancestors(synset.offset)
        if synset.lexfile != wordnet.GROUP or above & skip or not (synset.is_instance or organization in above):
            continue
        names = []
        for lemma in synset.lemmas:
            if not is_latin_name(lemma) or not any(c.isupper() for c in lemma) or fold(lemma) in country_keys():
                continue
            if all_common(lemma) and " " not in lemma or fold(lemma) in unsafe or fold(lemma) in stop:
                continue
            if any(w[0].islower() and w not in ("of", "the", "and", "on", "for", "to", "in", "ud", "wal")
                   for w in lemma.split()):
                continue
            if is_acronym(lemma) and is_common(fold(lemma)):
                continue
            if is_acronym(lemma) and len(fold(lemma)) < 3 and fold(lemma) not in ("un", "eu"):
                continue
            names.append(lemma)
        full = [n for n in names if not is_acronym(n)]
        if full and (" " in full[0] or len(wordnet.senses()[full[0].lower()]) == 1):
            out.add(full[0], [n for n in names if n != full[0]])
    return out


def build() -> list[Gazetteer]:
    return [igos(), *politics.build(), *business.build(), *clubs.build(), wordnet_groups()]
