using Collections.Kernel.Documents;

namespace Collections.Domain.Overdue.Reading;

/// <summary>Reads lengths of time.</summary>
internal static class SpanReader
{
    /// <summary>Reads a span; null when absent or at fault.</summary>
    internal static AgeSpan? Read(NodeCursor? field)
    {
        if (field is not { } present)
        {
            return null;
        }

        if (present.Node is Node.Scalar { Text: { } text } && AgeSpan.TryParse(text, out var span))
        {
            return span;
        }

        present.Faults.Error(
            present,
            "not_a_span",
            $"A length of time is expected here: 'N days', weeks, months or years, N from 0 to {AgeSpan.NumberMax}.");
        return null;
    }

    /// <summary>Reads a span of at least one day; null when absent or at fault.</summary>
    internal static AgeSpan? ReadPositive(NodeCursor? field)
    {
        if (Read(field) is not { } span)
        {
            return null;
        }

        if (span.Number == 0)
        {
            field!.Value.Faults.Error(field.Value, "out_of_range", "At least one day is expected here.");
            return null;
        }

        return span;
    }
}
