namespace Collections.Gateways.Evidence;

/// <summary>The text in every bundle that says what is in it and how to check it.</summary>
internal static class EvidenceGuide
{
    public const string Text =
        """
        EVIDENCE BUNDLE

        subject.json       what the bundle is about
        decisions.json     every decision of the contact gate about the person, oldest first: the rules that were
                           looked at, what each saw, the version of the contact policy; "named" marks the contacts
                           that a complaint names
        presets/           the rules that ship with the program and were named by a decision
        events/            the whole history of each entity: one line per record with its version and hash;
                           under contact-policy/ every published version of the policies that decided
        verification.json  whether each hash chain verified when the bundle was made
        manifest.json      SHA-256 of every file, and a signature over them

        To check a history: hash(0) is 64 zeros; hash(n) is the hex SHA-256 of the text of hash(n-1) followed by the
        UTF-8 bytes of "record" of line n. Every line's "hash" must be what you computed, and the last one must be the
        "head" in verification.json. To check the files: compare their SHA-256 with manifest.json.

        "watermark" tells who took this copy of what and when; "collections evidence trace MARK" reads it.

        Names, numbers and texts of people are sealed and stand in no event; a number is told by its keyed hash.

        """;
}
