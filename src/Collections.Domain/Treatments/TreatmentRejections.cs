using Collections.Domain.Accounts;
using Collections.Kernel;

namespace Collections.Domain.Treatments;

/// <summary>The refusals of work on treatments, one code each.</summary>
internal static class TreatmentRejections
{
    /// <summary>404: the account has no such treatment.</summary>
    internal static Rejection TreatmentUnknown(TreatmentSelector selector) => Rejection.Unknown(
        "treatment_unknown", $"The account has no treatment '{selector.TreatmentId ?? selector.Template}'.");

    /// <summary>404: the treatment has no such step.</summary>
    internal static Rejection StepUnknown(string step) =>
        Rejection.Unknown("step_unknown", $"The treatment has no step '{step}'.");

    /// <summary>422: where the treatment stands does not allow that.</summary>
    internal static Rejection TreatmentState(Treatment treatment) => Rejection.Refused(
        "treatment_state", $"The treatment '{treatment.TreatmentId}' is {TreatmentWords.Of(treatment.Status)}.");

    /// <summary>422: the policy that the account follows has no such template.</summary>
    internal static Rejection TemplateUnknown(string template) =>
        Rejection.Refused("template_unknown", $"The policy of the account has no treatment '{template}'.");

    /// <summary>422: no bill is left that could be treated.</summary>
    internal static Rejection NothingToTreat() => Rejection.Refused(
        "nothing_to_treat", "There is no such bill past due, or so little is unpaid that the treatment would be over.");

    /// <summary>422: another account pays, and is the one that is treated.</summary>
    internal static Rejection AccountDelegated(string parent) =>
        Rejection.Refused("account_delegated", $"The account '{parent}' pays for this one and is treated itself.");

    /// <summary>422: where the step stands does not allow that.</summary>
    internal static Rejection StepState(TreatmentStep step) => Rejection.Refused(
        "step_state", $"The step '{step.Name}' is {TreatmentWords.Of(step.Status)} and cannot do that.");

    /// <summary>422: another treatment has a bill of it.</summary>
    internal static Rejection BillInTreatment() =>
        Rejection.Refused("bill_in_treatment", "A bill of the treatment is in another one that is under way.");
}
