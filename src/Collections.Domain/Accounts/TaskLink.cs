namespace Collections.Domain.Accounts;

/// <summary>A task about the account that is not ended, and what it was told last.</summary>
public sealed record TaskLink
{
    /// <summary>The task.</summary>
    public required string TaskId { get; init; }

    /// <summary>What is to be done.</summary>
    public string? Kind { get; init; }

    /// <summary>The bill it is about; null for the account as a whole.</summary>
    public string? BillId { get; init; }

    /// <summary>The treatment whose step waits for it; null for none.</summary>
    public string? TreatmentId { get; init; }

    /// <summary>Whether it contacts the customer, so that holds on contacts stop it.</summary>
    public bool Contacts { get; init; }

    /// <summary>Whether it ends when its debt is paid: there was a debt when it was made.</summary>
    public bool EndsWhenPaid { get; init; }

    /// <summary>Whether it rests because of a hold.</summary>
    public bool Held { get; init; }

    /// <summary>Whether it rests because all of its debt is disputed.</summary>
    public bool Disputed { get; init; }
}
