# The tables of wagtail_charter. Swappable models are named by hand, and it runs on Wagtail 7.4 and 8.0.

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
import modelsearch.index
import uuid
import wagtail.fields
import wagtail_charter.foundations.routes
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='made')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='last changed')),
                ('name', models.CharField(help_text='A person, or a team with one front door.', max_length=120, verbose_name='name')),
                ('role', models.CharField(blank=True, max_length=120, verbose_name='role')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='telephone')),
                ('text_relay', models.CharField(blank=True, max_length=40, verbose_name='text relay')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('hours', models.CharField(blank=True, max_length=120, verbose_name='hours')),
                ('reply_time', models.CharField(blank=True, max_length=120, verbose_name='how soon they answer')),
                ('out_of_hours_text', models.TextField(blank=True, verbose_name='what to do at other times')),
                ('urgent_text', models.TextField(blank=True, verbose_name='urgent help')),
                ('urgent_checked_on', models.DateField(blank=True, null=True, verbose_name='urgent help last checked')),
            ],
            options={
                'verbose_name': 'named contact',
                'verbose_name_plural': 'named contacts',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='FrameworkEdition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='made')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='last changed')),
                ('name', models.CharField(max_length=200, verbose_name='name of the charter')),
                ('version', models.SlugField(help_text='For example 2026-1. It appears in addresses and cannot be used twice.', max_length=40, unique=True, verbose_name='edition')),
                ('version_label', models.CharField(blank=True, max_length=60, verbose_name='edition as shown')),
                ('status_text', models.CharField(blank=True, max_length=200, verbose_name='status in words')),
                ('awarding_body', models.CharField(blank=True, max_length=200, verbose_name='awarding body')),
                ('strapline', models.CharField(blank=True, max_length=300, verbose_name='in one sentence')),
                ('scope_note', models.TextField(blank=True, verbose_name='what an award covers')),
                ('decision', models.CharField(choices=[('rules', 'By rules: the ratings are counted, the panel confirms'), ('narrative', 'In words: the panel decides without numbers')], default='rules', max_length=20, verbose_name='how a level is found')),
                ('never_send', models.JSONField(blank=True, default=list, verbose_name='what never to send')),
                ('evidence_kinds', models.JSONField(blank=True, default=list, verbose_name='kinds of evidence')),
                ('words_to_avoid', models.JSONField(blank=True, default=list, verbose_name='words to avoid in feedback')),
                ('does_not_apply_at_most', models.PositiveSmallIntegerField(default=0, help_text='0 means that every statement applies.', verbose_name='how many statements may not apply')),
                ('renewal', models.JSONField(blank=True, default=dict, verbose_name='renewal')),
                ('panel_rules', models.JSONField(blank=True, default=dict, verbose_name='rules of the panel')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published'), ('retired', 'No longer in use')], default='draft', editable=False, max_length=20, verbose_name='state')),
                ('published_at', models.DateTimeField(editable=False, null=True, verbose_name='published')),
            ],
            options={
                'verbose_name': 'framework edition',
                'verbose_name_plural': 'framework editions',
                'ordering': ['-created_at', '-pk'],
                'permissions': [('publish_frameworkedition', 'Can publish and retire framework editions')],
            },
        ),
        migrations.CreateModel(
            name='CareBoard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, help_text='The last day. Leave empty while it is in use.', null=True, verbose_name='valid until')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('slug', models.SlugField(help_text='Lower-case letters, numbers and hyphens. It appears in addresses, so do not change it.', max_length=60, verbose_name='short name for addresses')),
                ('sort_order', models.PositiveIntegerField(default=0, verbose_name='order')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('replaced_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to='wagtail_charter.careboard', verbose_name='replaced by')),
            ],
            options={
                'verbose_name': 'integrated care board',
                'verbose_name_plural': 'integrated care boards',
                'ordering': ['sort_order', 'name'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CharterSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scheme_name', models.CharField(blank=True, max_length=200, verbose_name='name of the scheme')),
                ('reference_prefix', models.CharField(default='CH', help_text='For example OPC: references then read OPC-7K4M-Q2XD.', max_length=8, verbose_name='how award references begin')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
                ('contact', models.ForeignKey(blank=True, help_text='Shown wherever people may need help, unless a page names another.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtail_charter.contact', verbose_name='named contact')),
                ('edition', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtail_charter.frameworkedition', verbose_name='edition in use')),
            ],
            options={
                'verbose_name': 'charter settings',
            },
        ),
        migrations.CreateModel(
            name='AwardLevel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=40, verbose_name='short name')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('kind', models.CharField(choices=[('award', 'Award'), ('outcome', 'Outcome, not an award')], default='award', max_length=20, verbose_name='kind')),
                ('rank', models.PositiveSmallIntegerField(help_text='0 for the first step; a higher rank is a higher level.', verbose_name='rank')),
                ('validity_months', models.PositiveSmallIntegerField(default=24, verbose_name='valid for (months)')),
                ('listing_note', models.CharField(blank=True, max_length=200, verbose_name='when it is listed')),
                ('edition', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='levels', to='wagtail_charter.frameworkedition')),
            ],
            options={
                'verbose_name': 'award level',
                'verbose_name_plural': 'award levels',
                'ordering': ['edition', 'rank'],
            },
        ),
        migrations.CreateModel(
            name='FrameworkPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('introduction', wagtail.fields.RichTextField(blank=True, verbose_name='introduction')),
                ('edition', models.ForeignKey(blank=True, help_text='Leave empty to show the edition in use (charter settings). Visitors never see a draft: until the edition you choose is published, they read the edition in use.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtail_charter.frameworkedition', verbose_name='edition')),
            ],
            options={
                'verbose_name': 'charter page',
            },
            bases=(wagtail_charter.foundations.routes.CharterRoutesMixin, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='LevelRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule', models.CharField(choices=[('min_all', 'Every statement in scope is at least …'), ('min_any_per_theme', 'In every theme, one statement is at least …'), ('share_at_least', 'At least a share of statements are at least …'), ('count_at_least', 'At least a number of statements are at least …'), ('max_count', 'No more than a number of statements are …'), ('no_theme_all_zero', 'No theme is 0 throughout'), ('signed_off_plan', 'An action plan is signed off'), ('meets', 'Everything that another level needs')], max_length=40, verbose_name='rule')),
                ('facts', models.JSONField(blank=True, default=dict, verbose_name='facts of the rule')),
                ('sentence', models.CharField(max_length=300, verbose_name='sentence')),
                ('sort_order', models.PositiveIntegerField(default=0, verbose_name='order')),
                ('level', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='rules', to='wagtail_charter.awardlevel')),
            ],
            options={
                'verbose_name': 'level rule',
                'verbose_name_plural': 'level rules',
                'ordering': ['sort_order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='made')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='last changed')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('short_name', models.CharField(blank=True, max_length=60, verbose_name='short name')),
                ('provider_type', models.CharField(choices=[('nhs_trust', 'NHS trust'), ('nhs_trust_with_council', 'NHS trust with a council'), ('local_authority', 'Local authority'), ('charity', 'Charity'), ('cic', 'Community interest company'), ('independent', 'Independent provider'), ('other', 'Another kind of organisation'), ('not_stated', 'Not stated')], default='not_stated', max_length=40, verbose_name='type of provider')),
                ('website', models.URLField(blank=True, verbose_name='website')),
                ('import_key', models.CharField(blank=True, db_index=True, editable=False, max_length=200)),
                ('care_board', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='wagtail_charter.careboard', verbose_name='integrated care board')),
                ('merged_into', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_from', to='wagtail_charter.organisation', verbose_name='merged into')),
            ],
            options={
                'verbose_name': 'organisation',
                'verbose_name_plural': 'organisations',
                'ordering': ['name'],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='OrganisationIdentifier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scheme', models.CharField(choices=[('GB-NHS', 'NHS organisation (ODS) code'), ('GB-CHC', 'Charity number (England and Wales)'), ('GB-COH', 'Company number'), ('GB-SC', 'Charity number (Scotland)'), ('GB-NIC', 'Charity number (Northern Ireland)'), ('GB-PRISON', 'Prison code')], max_length=20, verbose_name='register')),
                ('value', models.CharField(max_length=40, verbose_name='identifier')),
                ('organisation', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='identifiers', to='wagtail_charter.organisation')),
            ],
            options={
                'verbose_name': 'identifier',
                'verbose_name_plural': 'identifiers',
                'ordering': ['scheme', 'value'],
            },
        ),
        migrations.CreateModel(
            name='PracticeTheme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, help_text='The last day. Leave empty while it is in use.', null=True, verbose_name='valid until')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('slug', models.SlugField(help_text='Lower-case letters, numbers and hyphens. It appears in addresses, so do not change it.', max_length=60, verbose_name='short name for addresses')),
                ('sort_order', models.PositiveIntegerField(default=0, verbose_name='order')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
            ],
            options={
                'verbose_name': 'theme',
                'verbose_name_plural': 'themes',
                'ordering': ['sort_order', 'name'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RatingPoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='value')),
                ('label', models.CharField(max_length=60, verbose_name='label')),
                ('meaning', models.CharField(max_length=300, verbose_name='what it means')),
                ('edition', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='rating_points', to='wagtail_charter.frameworkedition')),
            ],
            options={
                'verbose_name': 'rating',
                'verbose_name_plural': 'rating scale',
                'ordering': ['value'],
            },
        ),
        migrations.CreateModel(
            name='Region',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, help_text='The last day. Leave empty while it is in use.', null=True, verbose_name='valid until')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('slug', models.SlugField(help_text='Lower-case letters, numbers and hyphens. It appears in addresses, so do not change it.', max_length=60, verbose_name='short name for addresses')),
                ('sort_order', models.PositiveIntegerField(default=0, verbose_name='order')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('replaced_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to='wagtail_charter.region', verbose_name='replaced by')),
            ],
            options={
                'verbose_name': 'region',
                'verbose_name_plural': 'regions',
                'ordering': ['sort_order', 'name'],
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='organisation',
            name='region',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='wagtail_charter.region', verbose_name='region'),
        ),
        migrations.AddField(
            model_name='careboard',
            name='region',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='wagtail_charter.region', verbose_name='region'),
        ),
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='made')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='last changed')),
                ('label', models.CharField(max_length=120, unique=True, verbose_name='label')),
                ('opens_at', models.DateTimeField(verbose_name='opens')),
                ('closes_at', models.DateTimeField(verbose_name='closes')),
                ('contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to='wagtail_charter.contact', verbose_name='named contact')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='wagtail_charter.frameworkedition', verbose_name='edition')),
            ],
            options={
                'verbose_name': 'round',
                'verbose_name_plural': 'rounds',
                'ordering': ['-opens_at'],
            },
        ),
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='made')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='last changed')),
                ('reference', models.CharField(editable=False, max_length=20, unique=True, verbose_name='reference')),
                ('lead_name', models.CharField(max_length=120, verbose_name='lead')),
                ('lead_email', models.EmailField(max_length=254, verbose_name="lead's e-mail")),
                ('is_restricted', models.BooleanField(default=False, help_text='Only the caseworker and the panel chair can open it, for example after a conflict of interest.', verbose_name='restricted')),
                ('state', models.CharField(choices=[('interested', 'Interested'), ('not_now', 'Not now'), ('invited', 'Invited'), ('drafting', 'Drafting'), ('sent', 'Sent'), ('checking', 'Checking'), ('assessing', 'Assessing'), ('moderating', 'Moderating'), ('decided', 'Decided'), ('result_shared', 'Result shared'), ('accepted', 'Accepted'), ('awarded', 'Awarded'), ('working_towards', 'Working towards'), ('not_ready_yet', 'Not ready yet'), ('withdrawn', 'Withdrawn'), ('transferred', 'Transferred')], db_index=True, default='interested', editable=False, max_length=20, verbose_name='state')),
                ('sent_at', models.DateTimeField(editable=False, null=True, verbose_name='sent')),
                ('decided_at', models.DateTimeField(editable=False, null=True, verbose_name='decided')),
                ('paused_at', models.DateTimeField(editable=False, null=True, verbose_name='paused')),
                ('search_text', models.TextField(blank=True, default='', editable=False)),
                ('caseworker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='charter_cases', to=settings.AUTH_USER_MODEL, verbose_name='caseworker')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='wagtail_charter.round', verbose_name='round')),
            ],
            options={
                'verbose_name': 'application',
                'verbose_name_plural': 'applications',
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Service',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='made')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='last changed')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('age_group', models.CharField(choices=[('all_ages', 'All ages'), ('adults', 'Adults'), ('children_and_young_people', 'Children and young people')], default='adults', max_length=40, verbose_name='who it is for')),
                ('area', models.CharField(blank=True, help_text='In words, for example: five districts.', max_length=200, verbose_name='area it covers')),
                ('is_fictional', models.BooleanField(default=False, help_text='For examples and training. Pages say so.', verbose_name='made up')),
                ('import_key', models.CharField(blank=True, db_index=True, editable=False, max_length=200)),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='services', to='wagtail_charter.organisation', verbose_name='provider')),
                ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='wagtail_charter.region', verbose_name='region')),
            ],
            options={
                'verbose_name': 'service',
                'verbose_name_plural': 'services',
                'ordering': ['name'],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='Partnership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, help_text='The last day. Leave empty while it is in use.', null=True, verbose_name='valid until')),
                ('kind', models.CharField(choices=[('subcontracts_roles', 'Employs people in roles for the service'), ('supports_recruitment', 'Supports recruitment'), ('delivers_care', 'Delivers care'), ('co_produces', 'Designs the service together with it'), ('funds', 'Funds the service')], max_length=40, verbose_name='what the partner does')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partnerships', to='wagtail_charter.organisation', verbose_name='partner')),
                ('service', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='partnerships', to='wagtail_charter.service')),
            ],
            options={
                'verbose_name': 'partnership',
                'verbose_name_plural': 'partnerships',
                'ordering': ['partner__name'],
            },
        ),
        migrations.CreateModel(
            name='Award',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='made')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='last changed')),
                ('reference', models.CharField(blank=True, editable=False, max_length=30, null=True, unique=True, verbose_name='reference')),
                ('scope', models.TextField(blank=True, help_text='What the award covers: which service, which sites, which partners.', verbose_name='scope')),
                ('issued_on', models.DateField(blank=True, null=True, verbose_name='awarded on')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='valid until')),
                ('is_external', models.BooleanField(default=False, editable=False, verbose_name='awarded by another scheme')),
                ('issuer_name', models.CharField(blank=True, max_length=200, verbose_name='awarded by')),
                ('issuer_url', models.URLField(blank=True, verbose_name='where the award is published')),
                ('level_as_published', models.CharField(blank=True, max_length=80, verbose_name='level as published')),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='year')),
                ('checked_on', models.DateField(blank=True, null=True, verbose_name='checked on')),
                ('checked_by', models.CharField(blank=True, max_length=120, verbose_name='checked by')),
                ('is_listed', models.BooleanField(default=True, help_text='Working towards is listed only if the service asks.', verbose_name='on the public register')),
                ('public_words', models.TextField(blank=True, help_text='Shown beside the award. Facts above cannot be changed here.', verbose_name='public words')),
                ('state', models.CharField(choices=[('current', 'Current'), ('renewal_in_progress', 'Renewal in progress'), ('under_review', 'Under review'), ('lapsed', 'Lapsed'), ('ended', 'Ended'), ('handed_back', 'Handed back'), ('revoked', 'Revoked')], db_index=True, default='current', editable=False, max_length=20, verbose_name='state')),
                ('state_words', models.TextField(blank=True, editable=False, verbose_name='public words about the state')),
                ('application', models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='award', to='wagtail_charter.application')),
                ('level', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='awards', to='wagtail_charter.awardlevel', verbose_name='level')),
                ('provider_at_issue', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='awards', to='wagtail_charter.organisation', verbose_name='provider when awarded')),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='awards', to='wagtail_charter.service', verbose_name='service')),
            ],
            options={
                'verbose_name': 'award',
                'verbose_name_plural': 'awards',
                'ordering': ['-issued_on', '-pk'],
                'permissions': [('issue_award', 'Can issue awards')],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.AddField(
            model_name='application',
            name='service',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='wagtail_charter.service', verbose_name='service'),
        ),
        migrations.CreateModel(
            name='Setting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, help_text='The last day. Leave empty while it is in use.', null=True, verbose_name='valid until')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('slug', models.SlugField(help_text='Lower-case letters, numbers and hyphens. It appears in addresses, so do not change it.', max_length=60, verbose_name='short name for addresses')),
                ('sort_order', models.PositiveIntegerField(default=0, verbose_name='order')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
            ],
            options={
                'verbose_name': 'setting',
                'verbose_name_plural': 'settings',
                'ordering': ['sort_order', 'name'],
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='service',
            name='setting',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='wagtail_charter.setting', verbose_name='setting'),
        ),
        migrations.CreateModel(
            name='SettingGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, help_text='The last day. Leave empty while it is in use.', null=True, verbose_name='valid until')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('slug', models.SlugField(help_text='Lower-case letters, numbers and hyphens. It appears in addresses, so do not change it.', max_length=60, verbose_name='short name for addresses')),
                ('sort_order', models.PositiveIntegerField(default=0, verbose_name='order')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
            ],
            options={
                'verbose_name': 'group of settings',
                'verbose_name_plural': 'groups of settings',
                'ordering': ['sort_order', 'name'],
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='setting',
            name='group',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='settings', to='wagtail_charter.settinggroup', verbose_name='group'),
        ),
        migrations.CreateModel(
            name='Site',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('place', models.CharField(blank=True, max_length=120, verbose_name='town or area')),
                ('code', models.CharField(blank=True, max_length=40, verbose_name='site code')),
                ('organisation', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='sites', to='wagtail_charter.organisation')),
            ],
            options={
                'verbose_name': 'site of an organisation',
                'verbose_name_plural': 'sites of an organisation',
                'ordering': ['name'],
            },
        ),
        migrations.AddField(
            model_name='service',
            name='sites',
            field=modelcluster.fields.ParentalManyToManyField(blank=True, related_name='services', to='wagtail_charter.site', verbose_name='sites'),
        ),
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=10, validators=[django.core.validators.RegexValidator('^[A-Za-z0-9][A-Za-z0-9-]*\\Z', 'Use letters, numbers and hyphens, for example LC1. The code appears in addresses.')], verbose_name='code')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('summary', models.TextField(blank=True, verbose_name='in short')),
                ('sort_order', models.PositiveIntegerField(default=0, verbose_name='order')),
                ('edition', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='themes', to='wagtail_charter.frameworkedition')),
            ],
            options={
                'verbose_name': 'theme of the framework',
                'verbose_name_plural': 'themes of the framework',
                'ordering': ['sort_order', 'code'],
            },
        ),
        migrations.CreateModel(
            name='EvidenceStatement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=10, validators=[django.core.validators.RegexValidator('^[A-Za-z0-9][A-Za-z0-9-]*\\Z', 'Use letters, numbers and hyphens, for example LC1. The code appears in addresses.')], verbose_name='code')),
                ('title', models.CharField(max_length=160, verbose_name='title')),
                ('statement', models.TextField(blank=True, verbose_name='statement')),
                ('question', models.CharField(max_length=400, verbose_name='question on its page')),
                ('is_core', models.BooleanField(default=False, verbose_name='core statement')),
                ('is_gate', models.BooleanField(default=False, help_text='Protects people: without it no award is given.', verbose_name='gate')),
                ('may_not_apply', models.BooleanField(default=False, verbose_name='may not apply')),
                ('may_not_apply_when', models.CharField(blank=True, max_length=300, verbose_name='may not apply when')),
                ('evidence', models.JSONField(blank=True, default=list, help_text='A list of objects with label and kind.', verbose_name='what counts as evidence')),
                ('does_not_count', models.JSONField(blank=True, default=list, verbose_name='what does not count')),
                ('privacy_note', models.CharField(blank=True, max_length=300, verbose_name='privacy note')),
                ('word_guide', models.PositiveIntegerField(blank=True, null=True, verbose_name='word guide')),
                ('word_limit', models.PositiveIntegerField(default=400, validators=[django.core.validators.MinValueValidator(1)], verbose_name='word limit')),
                ('max_files', models.PositiveSmallIntegerField(default=3, verbose_name='files at most')),
                ('sort_order', models.PositiveIntegerField(default=0, verbose_name='order')),
                ('theme', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='statements', to='wagtail_charter.theme', verbose_name='theme')),
            ],
            options={
                'verbose_name': 'evidence statement',
                'verbose_name_plural': 'evidence statements',
                'ordering': ['theme__sort_order', 'sort_order', 'code'],
            },
        ),
        migrations.CreateModel(
            name='Value',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=10, validators=[django.core.validators.RegexValidator('^[A-Za-z0-9][A-Za-z0-9-]*\\Z', 'Use letters, numbers and hyphens, for example LC1. The code appears in addresses.')], verbose_name='code')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('text', models.TextField(verbose_name='what it means')),
                ('sort_order', models.PositiveIntegerField(default=0, verbose_name='order')),
                ('edition', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='values', to='wagtail_charter.frameworkedition')),
            ],
            options={
                'verbose_name': 'value',
                'verbose_name_plural': 'values',
                'ordering': ['sort_order', 'code'],
            },
        ),
        migrations.CreateModel(
            name='ThemeValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('theme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtail_charter.theme')),
                ('value', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtail_charter.value')),
            ],
            options={
                'ordering': ['value'],
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='theme',
            name='values',
            field=models.ManyToManyField(blank=True, related_name='themes', through='wagtail_charter.ThemeValue', to='wagtail_charter.value', verbose_name='values it rests on'),
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sequence', models.PositiveBigIntegerField(unique=True, verbose_name='number')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('actor_kind', models.CharField(max_length=20, verbose_name='kind of actor')),
                ('actor_id', models.CharField(blank=True, max_length=64, verbose_name='actor')),
                ('object_id', models.CharField(max_length=64)),
                ('from_state', models.CharField(blank=True, max_length=40, verbose_name='from')),
                ('to_state', models.CharField(max_length=40, verbose_name='to')),
                ('reason', models.SlugField(blank=True, max_length=60, verbose_name='reason')),
                ('previous_hash', models.CharField(max_length=64)),
                ('hash', models.CharField(max_length=64, unique=True)),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype')),
            ],
            options={
                'verbose_name': 'event',
                'verbose_name_plural': 'events',
                'ordering': ['sequence'],
                'default_permissions': ('view',),
                'indexes': [models.Index(fields=['content_type', 'object_id', 'sequence'], name='wagtail_charter_event_thing')],
            },
        ),
        migrations.CreateModel(
            name='Criterion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rating', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1)], verbose_name='rating')),
                ('text', models.TextField(verbose_name='what it looks like')),
                ('statement', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='criteria', to='wagtail_charter.evidencestatement')),
            ],
            options={
                'verbose_name': 'criterion',
                'verbose_name_plural': 'criteria',
                'ordering': ['rating'],
                'constraints': [models.UniqueConstraint(fields=('statement', 'rating'), name='wagtail_charter_criterion_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='awardlevel',
            constraint=models.UniqueConstraint(fields=('edition', 'key'), name='wagtail_charter_level_key_once'),
        ),
        migrations.AddConstraint(
            model_name='organisationidentifier',
            constraint=models.UniqueConstraint(fields=('scheme', 'value'), name='wagtail_charter_identifier_once', violation_error_message='Another organisation has this identifier already.'),
        ),
        migrations.AlterUniqueTogether(
            name='practicetheme',
            unique_together={('slug', 'locale'), ('translation_key', 'locale')},
        ),
        migrations.AddConstraint(
            model_name='ratingpoint',
            constraint=models.UniqueConstraint(fields=('edition', 'value'), name='wagtail_charter_rating_point_once', violation_error_message='This value is on the scale already.'),
        ),
        migrations.AlterUniqueTogether(
            name='region',
            unique_together={('slug', 'locale'), ('translation_key', 'locale')},
        ),
        migrations.AlterUniqueTogether(
            name='careboard',
            unique_together={('slug', 'locale'), ('translation_key', 'locale')},
        ),
        migrations.AddConstraint(
            model_name='award',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('is_external', True), ('reference__isnull', True), ('year__isnull', False), models.Q(('issuer_name', ''), _negated=True), models.Q(('level_as_published', ''), _negated=True)), models.Q(('is_external', False), ('issued_on__isnull', False), ('level__isnull', False), ('reference__isnull', False)), _connector='OR'), name='wagtail_charter_award_has_an_issuer'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['-created_at', '-id'], name='wagtail_charter_app_newest'),
        ),
        migrations.AlterUniqueTogether(
            name='settinggroup',
            unique_together={('slug', 'locale'), ('translation_key', 'locale')},
        ),
        migrations.AlterUniqueTogether(
            name='setting',
            unique_together={('slug', 'locale'), ('translation_key', 'locale')},
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.UniqueConstraint(fields=('provider', 'name'), name='wagtail_charter_service_name_once', violation_error_message='This provider has a service of this name already.'),
        ),
        migrations.AddConstraint(
            model_name='evidencestatement',
            constraint=models.UniqueConstraint(fields=('theme', 'code'), name='wagtail_charter_statement_code_once'),
        ),
        migrations.AddConstraint(
            model_name='value',
            constraint=models.UniqueConstraint(fields=('edition', 'code'), name='wagtail_charter_value_code_once'),
        ),
        migrations.AddConstraint(
            model_name='themevalue',
            constraint=models.UniqueConstraint(fields=('theme', 'value'), name='wagtail_charter_theme_value_once'),
        ),
        migrations.AddConstraint(
            model_name='theme',
            constraint=models.UniqueConstraint(fields=('edition', 'code'), name='wagtail_charter_theme_code_once'),
        ),
    ]
