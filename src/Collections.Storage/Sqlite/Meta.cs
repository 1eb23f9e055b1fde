namespace Collections.Storage.Sqlite;

/// <summary>Names of the store's single values.</summary>
internal static class Meta
{
    /// <summary>The business clock, Unix milliseconds.</summary>
    public const string Clock = "clock";

    /// <summary>Messages are handed over up to this sequence.</summary>
    public const string Delivered = "delivered";
}
