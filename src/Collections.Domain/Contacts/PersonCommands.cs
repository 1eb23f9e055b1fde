using System.Text.Json.Serialization;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Contacts;

/// <summary>How a permitted contact ended, as the gateway reports it.</summary>
public enum SettleOutcome
{
    /// <summary>It was handed over to the channel.</summary>
    [JsonStringEnumMemberName("sent")]
    Sent,

    /// <summary>It will never be sent.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>The permit had run out before it could be used; nothing was sent, the gate decides again.</summary>
    [JsonStringEnumMemberName("late")]
    Late,
}

/// <summary>What can be asked of a person's contact gate.</summary>
public abstract record PersonCommand : ICommand
{
    private PersonCommand()
    {
    }

    /// <inheritdoc/>
    [JsonIgnore]
    public virtual IReadOnlyList<Lookup> Lookups => [];

    /// <summary>
    /// Message of an account: contact the person as soon as it is allowed. The account is told the outcome once, by
    /// <see cref="ContactOutcome"/>. A notice id that is known changes nothing.
    /// </summary>
    [CommandType("requestContact")]
    public sealed record RequestContact(ContactRequest Request) : PersonCommand
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override IReadOnlyList<Lookup> Lookups => NumberLookups.Of(Request.NumberId, Request.To?.Hash);
    }

    /// <summary>
    /// Message of a gateway that is about to use a permit: does it still hold, now? The answer is the decision's
    /// report,
    /// a <see cref="ContactPermission"/>; when it does not hold any more the contact is deferred or blocked. A contact
    /// that is not under way is blocked without a trace.
    /// </summary>
    /// <param name="NoticeId">The contact.</param>
    /// <param name="NumberId">The number it goes over; null for none.</param>
    /// <param name="PointId">The keyed hash of the address or number; null when unknown.</param>
    [CommandType("confirmContact")]
    public sealed record ConfirmContact(string NoticeId, string? NumberId = null, string? PointId = null)
        : PersonCommand
    {
        /// <summary>The number that is shown, see <see cref="CallerSeam"/>; null when nobody says.</summary>
        public string? CallerId { get; init; }

        /// <inheritdoc/>
        [JsonIgnore]
        public override IReadOnlyList<Lookup> Lookups =>
            [.. NumberLookups.Of(NumberId, PointId), .. CallerSeam.Lookups(CallerId)];
    }

    /// <summary>Message of a number: whether its limits allow a contact. Unknown and old ones change nothing.</summary>
    [CommandType(NumberMessages.Answered)]
    public sealed record AnswerNumber(NumberAnswer Answer) : PersonCommand;

    /// <summary>Message of a gateway: how a permitted contact ended. Unknown and settled ones change nothing.</summary>
    /// <param name="NoticeId">The contact.</param>
    /// <param name="Outcome">How it ended.</param>
    /// <param name="Reason">Stable snake_case code of the failure; null for none.</param>
    [CommandType("settleContact")]
    public sealed record SettleContact(string NoticeId, SettleOutcome Outcome, string? Reason = null) : PersonCommand
    {
        /// <summary>The canonical outcome, see <see cref="ContactResults"/>; null when nobody said.</summary>
        public string? Result { get; init; }
    }

    /// <summary>
    /// Message of an account: no contact about it on local days [from, until) of its zone. The same hold with other
    /// days replaces the former.
    /// </summary>
    /// <param name="AccountId">The account.</param>
    /// <param name="HoldId">The hold, unique within the account.</param>
    /// <param name="From">First local day.</param>
    /// <param name="Until">First local day after it; null for until released.</param>
    /// <param name="TimeZone">IANA zone of the account.</param>
    [CommandType("contactHold")]
    public sealed record PlaceContactHold(
        string AccountId, string HoldId, LocalDate From, LocalDate? Until, string TimeZone) : PersonCommand;

    /// <summary>Message of an account: the hold is over. An unknown hold changes nothing.</summary>
    [CommandType("contactHoldReleased")]
    public sealed record ReleaseContactHold(string AccountId, string HoldId) : PersonCommand;

    /// <summary>
    /// Message of an account that is another customer's now: its holds here are over, what waits is not sent.
    /// </summary>
    [CommandType("leaveAccount")]
    public sealed record LeaveAccount(string AccountId) : PersonCommand;

    /// <summary>
    /// Message of an account that is in another zone now: what waits about it is judged in hours of that zone.
    /// </summary>
    /// <param name="AccountId">The account.</param>
    /// <param name="TimeZone">Its IANA zone.</param>
    [CommandType("moveAccount")]
    public sealed record MoveAccount(string AccountId, string TimeZone) : PersonCommand;

    /// <summary>
    /// Somebody is about to contact the person himself, by a call or a visit: may he, now? The answer is the
    /// decision's report, a <see cref="ContactPermission"/>. A permit is settled by <see cref="SettleContact"/>; a
    /// refusal is on record and does not wait. An id that is known gives no report and changes nothing.
    /// </summary>
    /// <param name="ContactId">Its id, unique within the tenant, among notices as well.</param>
    /// <param name="AccountId">The account it is about.</param>
    /// <param name="Channel">The channel.</param>
    /// <param name="TimeZone">IANA zone in which its hours are judged.</param>
    [CommandType("reserveContact")]
    public sealed record ReserveContact(string ContactId, string AccountId, string Channel, string TimeZone)
        : PersonCommand
    {
        /// <summary>What else is known of the contact; null for nothing. Its id, account, channel and zone are those
        /// of the command.</summary>
        public ContactQuery? Details { get; init; }

        /// <inheritdoc/>
        [JsonIgnore]
        public override IReadOnlyList<Lookup> Lookups =>
            [.. NumberLookups.Of(Details?.NumberId, Details?.PointId), .. CallerSeam.Lookups(Details?.CallerId)];
    }

    /// <summary>
    /// A contact that did not pass this gate: the person called, or an agency reports what it did. It counts against
    /// the limits. A contact id that is known changes nothing.
    /// </summary>
    [CommandType("recordContact")]
    public sealed record RecordContact(ContactMark Contact) : PersonCommand;

    /// <summary>The person consents. The same id with other content replaces the former.</summary>
    [CommandType("giveConsent")]
    public sealed record GiveConsent(Consent Consent) : PersonCommand;

    /// <summary>The person withdraws a consent. Refusal: <c>consent_unknown</c> (404).</summary>
    [CommandType("withdrawConsent")]
    public sealed record WithdrawConsent(string ConsentId, string Source) : PersonCommand;

    /// <summary>Somebody else who may be contacted, or who refused. The same id replaces the former.</summary>
    /// <param name="ThirdPartyId">An id, unique within the person.</param>
    /// <param name="Relation">What he is to the debtor.</param>
    /// <param name="Refused">Whether he refused to be contacted.</param>
    [CommandType("putThirdParty")]
    public sealed record PutThirdParty(string ThirdPartyId, string Relation, bool Refused = false) : PersonCommand;

    /// <summary>A third party is taken off. Refusal: <c>third_party_unknown</c> (404).</summary>
    [CommandType("removeThirdParty")]
    public sealed record RemoveThirdParty(string ThirdPartyId) : PersonCommand;

    /// <summary>
    /// The law stops contacts, or a complaint does. The same id with other content replaces the former.
    /// </summary>
    [CommandType("placeLegalHold")]
    public sealed record PlaceLegalHold(LegalHold Hold) : PersonCommand;

    /// <summary>A legal hold is over. Refusal: <c>legal_hold_unknown</c> (404).</summary>
    [CommandType("releaseLegalHold")]
    public sealed record ReleaseLegalHold(string HoldId, string Reason) : PersonCommand;

    /// <summary>Days on which the person is left alone. The same id with other days replaces the former.</summary>
    [CommandType("setQuietDates")]
    public sealed record SetQuietDates(PersonQuietDates Dates) : PersonCommand;

    /// <summary>Quiet dates are taken back. Refusal: <c>quiet_dates_unknown</c> (404).</summary>
    [CommandType("removeQuietDates")]
    public sealed record RemoveQuietDates(string QuietId) : PersonCommand;

    /// <summary>Message of an account: a promise was made or a dispute opened, after which contacts may wait.</summary>
    [CommandType("noteCause")]
    public sealed record NoteCause(PersonCause Cause) : PersonCommand;

    /// <summary>The debtor cannot be reached, or can again.</summary>
    [CommandType("setReachability")]
    public sealed record SetReachability(bool Unreachable, string Source) : PersonCommand;

    /// <summary>
    /// The person wants no more contacts by a channel. What waits is not sent; what a gateway has already is.
    /// </summary>
    /// <param name="Channel">The channel; null for all, which also ends every consent given for single ones.</param>
    /// <param name="Source">Where the wish came from, a code without personal data, e.g. <c>letter</c>.</param>
    [CommandType("optOut")]
    public sealed record OptOut(string? Channel, string Source) : PersonCommand;

    /// <summary>The person allows contacts again; for one channel also while all others stay closed.</summary>
    /// <param name="Channel">The channel; null for all.</param>
    /// <param name="Source">Where the wish came from, a code without personal data.</param>
    [CommandType("optIn")]
    public sealed record OptIn(string? Channel, string Source) : PersonCommand;

    /// <summary>
    /// The person's personal data is erased; what waits here cannot be sent any more. Asked again it is recorded again.
    /// </summary>
    [CommandType("erasePerson")]
    public sealed record ErasePerson : PersonCommand;
}
