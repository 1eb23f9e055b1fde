namespace Collections.Torture.Tests.Auditing;

/// <summary>What the auditor found wrong; the first few in words, all counted.</summary>
internal sealed class Findings
{
    private const int WordsMax = 50;
    private readonly List<string> _words = [];

    public int Count { get; private set; }

    public IReadOnlyList<string> Words => _words;

    public void Add(string finding)
    {
        Count++;
        if (_words.Count < WordsMax)
        {
            _words.Add(finding);
        }
    }

    public void Unless(bool holds, string finding)
    {
        if (!holds)
        {
            Add(finding);
        }
    }

    public override string ToString() => Count == 0 ? "nothing" : $"{Count} findings: {string.Join("; ", _words)}";
}
