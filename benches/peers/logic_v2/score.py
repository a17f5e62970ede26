"""Scores pairs of names with logic-v2 of nomenklatura, names alone.

Reads one JSON object a line, {"a": name, "b": name}, and prints one score a line, in the same order. Names are
"SURNAME, Given" or whole; the parts are handed over as parts, which serves logic-v2 better than the text as it
stands. Once every pair is scored, one line on stderr tells what was measured.
"""

import json
import sys
import time

import nomenklatura
from followthemoney.proxy import EntityProxy
from nomenklatura.matching import get_algorithm


def person(key, name):
    """A person of this name; the key must be new, since the library remembers names by it."""
    properties = {"name": [name]}
    surname, comma, given = name.partition(",")
    surname, given = surname.strip(), given.strip()
    if comma and surname and given:
        properties = {"name": [f"{given} {surname}"], "lastName": [surname], "firstName": [given]}
    return EntityProxy.from_dict({"id": key, "schema": "Person", "properties": properties})


def main():
    algorithm = get_algorithm("logic-v2")
    config = algorithm.default_config()
    # Tables are loaded at the first pair, which is no part of the time of the others.
    algorithm.compare(person("first-a", "Anna Eriksson"), person("first-b", "Eriksson, Anna"), config)
    pairs = [json.loads(line) for line in sys.stdin]
    begun = time.perf_counter()
    scores = []
    for number, pair in enumerate(pairs):
        asked, listed = person(f"a{number}", pair["a"]), person(f"b{number}", pair["b"])
        scores.append(algorithm.compare(asked, listed, config).score)
    milliseconds = (time.perf_counter() - begun) * 1000 / max(len(pairs), 1)
    for score in scores:
        print(f"{score:.6f}")
    sys.stdout.flush()
    told = {
        "name": f"logic-v2, nomenklatura {nomenklatura.__version__}",
        "milliseconds_a_pair": round(milliseconds, 4),
    }
    print(json.dumps(told), file=sys.stderr)


main()
