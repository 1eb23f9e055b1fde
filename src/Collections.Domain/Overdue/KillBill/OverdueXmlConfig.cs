using Collections.Kernel.Documents;

namespace Collections.Domain.Overdue.KillBill;

/// <summary>A Kill Bill overdue file that obeys its schema.</summary>
internal sealed record OverdueXmlConfig(XmlDuration? InitialInterval, IReadOnlyList<XmlState> States, Place At);

/// <summary>A state of it, most severe first.</summary>
internal sealed record XmlState(string Name, Place At)
{
    internal XmlCondition? Condition { get; init; }

    internal string Message { get; init; } = "";

    internal bool BlockChanges { get; init; }

    internal bool Disable { get; init; }

    internal string CancellationPolicy { get; init; } = "NONE";

    internal XmlDuration? Interval { get; init; }
}

/// <summary>A condition: the AND of the elements present.</summary>
internal sealed record XmlCondition(Place At)
{
    internal int? UnpaidCount { get; init; }

    /// <summary>The decimal's text, known to be a decimal of the schema.</summary>
    internal string? UnpaidTotal { get; init; }

    internal XmlDuration? SinceEarliest { get; init; }

    internal IReadOnlyList<string>? Responses { get; init; }

    internal string? TagIncluded { get; init; }

    internal string? TagExcluded { get; init; }

    /// <summary>Where a tag element stands, for its warning.</summary>
    internal Place TagAt { get; init; } = At;
}

/// <summary>A duration: without a number Kill Bill takes -1.</summary>
internal sealed record XmlDuration(string Unit, int? Number, Place At)
{
    internal const string Unlimited = "UNLIMITED";

    internal bool IsUnlimited => Unit == Unlimited;
}

/// <summary>Where something stands in the file.</summary>
internal readonly record struct Place(string Path, Position At);
