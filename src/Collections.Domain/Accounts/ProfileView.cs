using Collections.Domain.Overdue;

namespace Collections.Domain.Accounts;

/// <summary>
/// The profile in the view: what <c>PUT /accounts/{id}</c> takes, personal values as the reader may see them.
/// </summary>
internal static class ProfileView
{
    /// <summary>Writes the profile's fields.</summary>
    public static void Write(ViewPage page)
    {
        var profile = page.Profile;
        var writer = page.Writer;
        writer.WriteString("customerId"u8, profile.CustomerId);
        page.Personal("name", profile.Name);
        writer.WriteString("currency"u8, profile.Currency);
        writer.WriteString("timezone"u8, profile.TimeZone);
        writer.WriteString("locale"u8, profile.Locale);
        WriteSegmentation(page, profile.Segmentation ?? new Segmentation());
        if (profile.CreditRating is { } rating)
        {
            writer.WriteNumber("creditRating"u8, rating);
        }
        else
        {
            writer.WriteNull("creditRating"u8);
        }

        writer.WriteString("parentId"u8, profile.ParentId);
        writer.WriteBoolean("paidByParent"u8, profile.PaidByParent);
        WriteContacts(page);
        page.Texts("preferredTimeWindow", profile.PreferredTimeWindow);
        WriteMarks(page, profile.Characteristics);
        WriteAgreements(page);
    }

    private static void WriteSegmentation(ViewPage page, Segmentation segmentation)
    {
        page.Writer.WriteString("collectionClass"u8, segmentation.CollectionClass);
        page.Writer.WriteString("division"u8, segmentation.Division);
        page.Writer.WriteString("tier"u8, segmentation.Tier);
        page.Writer.WriteString("region"u8, segmentation.Region);
        page.Writer.WriteString("industry"u8, segmentation.Industry);
        page.Writer.WriteString("segment"u8, segmentation.Segment);
    }

    private static void WriteContacts(ViewPage page)
    {
        page.Writer.WriteStartArray("contacts"u8);
        foreach (var contact in page.Profile.Contacts)
        {
            page.Writer.WriteStartObject();
            page.Writer.WriteString("kind"u8, contact.Kind);
            page.Personal("value", contact.Value);
            page.Writer.WriteString("role"u8, contact.Role);
            page.Writer.WriteEndObject();
        }

        page.Writer.WriteEndArray();
    }

    private static void WriteAgreements(ViewPage page)
    {
        page.Writer.WriteStartArray("serviceAgreements"u8);
        foreach (var agreement in page.Profile.ServiceAgreements)
        {
            page.Writer.WriteStartObject();
            page.Writer.WriteString("id"u8, agreement.Id);
            page.Writer.WriteString("type"u8, agreement.Type);
            page.Writer.WriteBoolean("active"u8, agreement.Active);
            WriteMarks(page, agreement.Characteristics);
            page.Writer.WriteEndObject();
        }

        page.Writer.WriteEndArray();
    }

    private static void WriteMarks(ViewPage page, Items<Characteristic> marks)
    {
        page.Writer.WriteStartArray("characteristics"u8);
        foreach (var mark in marks)
        {
            page.Writer.WriteStartObject();
            page.Writer.WriteString("type"u8, mark.Type);
            page.Writer.WriteString("value"u8, mark.Value);
            page.Day("from", mark.From);
            page.Writer.WriteEndObject();
        }

        page.Writer.WriteEndArray();
    }
}
